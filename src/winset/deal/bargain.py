"""Bargaining over one number: Fearon's range, Rubinstein's shares, the asymmetric Nash point, and outside options."""


def bargaining_range(p: float, cost_a: float, cost_b: float) -> tuple[float, float]:
    """Return the range of settlements that both sides prefer to war, as A's share of the prize.

        [p - c_A, p + c_B],   its width c_A + c_B is the surplus that war destroys

    Fearon (1995), International Organization 49(3), p. 387. Not clipped to 0..1.

    Raises
    ------
    ValueError : p outside 0..1, or a negative cost

    Examples
    --------
    >>> low, high = bargaining_range(p=0.5, cost_a=0.25, cost_b=0.125)
    >>> low, high
    (0.25, 0.625)
    """
    if not 0 <= p <= 1 or cost_a < 0 or cost_b < 0:
        raise ValueError(f"p in 0..1 and costs of 0 or more are wanted, not p={p}, costs {cost_a}, {cost_b}")
    return p - cost_a, p + cost_b


def first_mover_share(discount_a: float, discount_b: float) -> float:
    """Return what A gets by making the first of alternating offers: (1 - δ_B) / (1 - δ_A δ_B).

    Rubinstein (1982), Econometrica 50(1), p. 97. With equal discounts it is 1 / (1 + δ).

    Raises
    ------
    ValueError : a discount outside 0..1, or both equal to 1

    >>> first_mover_share(0.5, 0.5) == 1 / 1.5
    True
    """
    if not (0 <= discount_a <= 1 and 0 <= discount_b <= 1) or discount_a * discount_b == 1:
        raise ValueError(f"discounts in 0..1, not both 1, are wanted, not {discount_a}, {discount_b}")
    return (1 - discount_b) / (1 - discount_a * discount_b)


def asymmetric_nash(outside_a: float, outside_b: float, weight_a: float = 0.5) -> float:
    """Return A's share of a prize of 1 that maximises (x - d_A)^a (1 - x - d_B)^(1 - a):  d_A + a (1 - d_A - d_B).

    Nash (1950), Econometrica 18(2), p. 155; with weights, Kalai (1977), Int. J. Game Theory 6(3), p. 129.

    Raises
    ------
    ValueError : a weight outside 0..1, or outside options that together exceed the prize

    >>> asymmetric_nash(0.25, 0.25)
    0.5
    """
    if not 0 <= weight_a <= 1 or outside_a + outside_b > 1:
        raise ValueError(
            f"a weight in 0..1 and outside options of at most 1 together are wanted, not {weight_a}, {outside_a}, {outside_b}"
        )
    return outside_a + weight_a * (1 - outside_a - outside_b)


def with_outside_options(free: float, outside_a: float, outside_b: float) -> float:
    """Return the settlement when each side may leave: the free one, moved only as far as an outside option binds.

        min(max(free, r_A), 1 - r_B)

    The outside-option principle: Binmore, Shaked and Sutton (1989), Quarterly J. of Economics 104(4), p. 753.

    Raises
    ------
    ValueError : the outside options together exceed the prize, so that nothing can be agreed

    >>> with_outside_options(0.5, outside_a=0.75, outside_b=0.125)
    0.75
    """
    if outside_a > 1 - outside_b:
        raise ValueError(f"outside options {outside_a} and {outside_b} leave nothing to agree on; they must add up to at most 1")
    return min(max(free, outside_a), 1 - outside_b)
