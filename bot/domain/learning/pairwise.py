"""A logistic model of pairs: by the differences of what two things had, which of both was the better one."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.domain.learning.interactions import Reals

CAUTION: Final = 1.0
"""How firmly each worth is held to that of the others: as much as some thirty pairs say against it."""
_RIDGE: Final = 1.0
_STEPS: Final = 50
_CLOSE: Final = 1e-9
_TINY: Final = 1e-12
_FAR: Final = 500.0
"""Beyond, whatever is told is certain to all digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """What the better one of each pair had more: of what is to be weighed, and of all else that may have helped."""

    weighed: Reals
    """A row for each pair."""
    others: Reals
    weights: Reals
    """How much each pair counts."""

    def find_worths(self, least: float, most: float) -> Reals:
        """Return what each thing that is weighed is worth, 1 being as much as now, within these bounds.

        Where all of it together does not help, nothing can be said of the parts, and all is worth 1.
        """
        width = self.weighed.shape[1]
        plain = self._scale(np.ones(width))
        (slope, *rest) = _fit(plain, self.weights, np.zeros(plain.shape[1]), np.full(plain.shape[1], _RIDGE))
        if slope <= 0:
            return np.ones(width)
        together = _find_scale(self.weighed.sum(axis=1, keepdims=True))
        table = np.hstack([self.weighed / together, plain[:, 1:]])
        prior = np.concatenate([np.full(width, slope), np.zeros(len(rest))])
        ridges = np.concatenate([np.full(width, CAUTION), np.full(len(rest), _RIDGE)])
        found = _fit(table, self.weights, prior, ridges)[:width] / slope
        worths: Reals = np.clip(found, least, most)
        return worths

    def order(self, later: "Differences", worths: Reals) -> Reals:
        """Learn with these worths, and return of each later pair whether it is told rightly: 1, or 0, or 0.5."""
        table = self._scale(worths)
        found = _fit(table, self.weights, np.zeros(table.shape[1]), np.full(table.shape[1], _RIDGE))
        scales = self._find_scales(worths)
        told = np.hstack([(later.weighed @ worths)[:, None], later.others]) / scales @ found
        right: Reals = np.where(np.abs(told) < _TINY, 0.5, (told > 0).astype(np.float64))
        return right

    def _scale(self, worths: Reals) -> Reals:
        table: Reals = np.hstack([(self.weighed @ worths)[:, None], self.others]) / self._find_scales(worths)
        return table

    def _find_scales(self, worths: Reals) -> Reals:
        return _find_scale(np.hstack([(self.weighed @ worths)[:, None], self.others]))


def _find_scale(table: Reals) -> Reals:
    """Return by what columns are divided so that all are about 1."""
    scale = np.sqrt((table**2).mean(axis=0))
    scales: Reals = np.where(scale > _TINY, scale, 1.0)
    return scales


def _fit(table: Reals, weights: Reals, prior: Reals, ridges: Reals) -> Reals:
    """Return the slopes by Newton's method; the ridges keep each near its prior, and the sum convex."""
    slopes = prior.copy()
    loss = _rate(table, weights, prior, ridges, slopes)
    for _ in range(_STEPS):
        wrong = 1 / (1 + np.exp(np.clip(table @ slopes, -_FAR, _FAR)))
        gradient = ridges * (slopes - prior) - table.T @ (weights * wrong)
        curve = (table * (weights * wrong * (1 - wrong))[:, None]).T @ table + np.diag(ridges)
        step = np.linalg.solve(curve, gradient)
        while np.abs(step).max() > _CLOSE and _rate(table, weights, prior, ridges, slopes - step) > loss:
            step = step / 2
        slopes = slopes - step
        loss = _rate(table, weights, prior, ridges, slopes)
        if np.abs(step).max() <= _CLOSE:
            break
    return slopes


def _rate(table: Reals, weights: Reals, prior: Reals, ridges: Reals, slopes: Reals) -> float:
    misses = np.logaddexp(0, -(table @ slopes))
    return float(weights @ misses + (ridges * (slopes - prior) ** 2).sum() / 2)
