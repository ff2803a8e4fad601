"""Who came: noted by leaders after a raid, shown as shares."""
