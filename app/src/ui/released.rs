//! From released cells to what parts and charts take: the figure or its bound, or the rule that hides it.

use ayeneh_domain::release::{HiddenReason, Shown as Cell};

use super::{
    chart::paired::Point,
    hidden_cell::{Rule, Withheld},
    shown::Shown,
};

impl From<&Cell> for Shown {
    /// Figures that are parts of a whole have no place on an axis and count as not shown here.
    fn from(cell: &Cell) -> Self {
        match cell {
            Cell::Value { value, .. } => Self::Exact(*value),
            Cell::AtLeast { bound, .. } => Self::AtLeast(*bound),
            Cell::AtMost { bound, .. } => Self::AtMost(*bound),
            Cell::Parts { .. } | Cell::Hidden { .. } => Self::Hidden,
        }
    }
}

impl From<&Cell> for Point {
    fn from(cell: &Cell) -> Self {
        let interval = match cell {
            Cell::Value { low: Some(low), high: Some(high), .. } => Some((*low, *high)),
            _ => None,
        };
        Self { value: cell.into(), interval }
    }
}

impl From<&HiddenReason> for Rule {
    fn from(reason: &HiddenReason) -> Self {
        match reason {
            HiddenReason::TooFew { threshold } => Self::Few { threshold: *threshold },
            HiddenReason::ProtectsSibling => Self::Sibling,
            HiddenReason::ItemHidden => Self::Item,
            HiddenReason::ProtectsAnswers => Self::Answers,
            HiddenReason::NotAsked => Self::NotAsked,
        }
    }
}

impl Withheld {
    /// The reason of a hidden cell `of` something, with name and address of the nearest shown; `None` if it is shown.
    pub fn of_cell(of: &str, cell: &Cell, nearest: Option<(String, String)>) -> Option<Self> {
        match cell {
            Cell::Hidden { reason, .. } => Some(Self { of: of.to_owned(), rule: reason.into(), nearest }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_kind() {
        let value = Cell::Value { value: 61.0, low: Some(58.0), high: Some(64.0), n: Some(40) };
        assert_eq!(Point::from(&value), Point { value: Shown::Exact(61.0), interval: Some((58.0, 64.0)) });
        assert_eq!(Shown::from(&Cell::AtLeast { bound: 80.0, n: Some(5) }), Shown::AtLeast(80.0));
        let hidden = Cell::hidden(HiddenReason::TooFew { threshold: 5 });
        assert_eq!(Shown::from(&hidden), Shown::Hidden);
        let withheld = Withheld::of_cell("قم", &hidden, None).expect("hidden");
        assert_eq!(withheld.rule, Rule::Few { threshold: 5 });
        assert_eq!(Withheld::of_cell("قم", &value, None), None);
    }
}
