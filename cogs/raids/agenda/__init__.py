"""What is planned, for one person or the server: lists, calendar files, standing absences."""
