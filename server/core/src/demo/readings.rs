//! Twelve months of readings that follow, with noise, from how units treat staff and customers; and targets.

use ayeneh_domain::{bilingual::Bilingual, calendar::Month, measure::Target};

use super::{
    chance::Chance,
    company::{UNITS, UnitPlan},
    staff::Staff,
};
use crate::measures::{Measure, SetTarget, store::Reading};

/// So many months have readings.
pub const MONTHS: i32 = 12;

/// How much units differ for reasons of their own, in times of a month's chance.
const OWN: f64 = 1.7;

/// How a measure depends on a unit.
struct Shape {
    key: &'static str,
    /// Its value in an ordinary unit.
    usual: f64,
    /// By how much a standard deviation of staff moves it.
    staff: f64,
    /// By how much a standard deviation of customers moves it.
    customers: f64,
    /// Chance, as standard deviation.
    noise: f64,
    /// Change over the year.
    trend: f64,
    /// Whether it grows with the number of customers.
    by_size: bool,
    /// Whether it is measured only where customers are served.
    of_customers: bool,
    /// The company's target and threshold; sums have them per month for the whole company.
    target: [f64; 2],
}

const fn shape(
    key: &'static str,
    [usual, staff, customers, noise, trend]: [f64; 5],
    by_size: bool,
    of_customers: bool,
    target: [f64; 2],
) -> Shape {
    Shape { key, usual, staff, customers, noise, trend, by_size, of_customers, target }
}

const SHAPES: [Shape; 9] = [
    shape("revenue", [42.0, 0.0, 3.2, 2.4, 5.0], true, true, [4_600.0, 4_200.0]),
    shape("profit_margin", [8.6, 0.3, 1.5, 0.7, 0.8], false, true, [10.0, 8.0]),
    shape("cost_ratio", [31.0, -0.6, -0.9, 0.8, -0.6], false, true, [30.0, 33.0]),
    shape("churn", [2.6, 0.0, -0.55, 0.3, -0.3], false, true, [2.0, 3.0]),
    shape("complaints", [2.4, 0.0, -0.7, 0.35, -0.2], true, true, [280.0, 340.0]),
    shape("on_time", [83.0, 1.5, 4.0, 2.0, 2.0], false, true, [90.0, 80.0]),
    shape("response_time", [13.5, -0.8, -2.2, 1.2, -1.5], false, true, [12.0, 16.0]),
    shape("turnover", [1.5, -0.45, 0.0, 0.25, 0.1], false, false, [1.2, 1.8]),
    shape("training_hours", [2.4, 0.45, 0.0, 0.35, 0.5], false, false, [3.0, 2.0]),
];

/// Targets of figures that come from surveys.
const RELEASED: [(&str, [f64; 2]); 8] = [
    ("customer_index", [72.0, 62.0]),
    ("customer_nps", [15.0, 0.0]),
    ("customer_satisfaction", [75.0, 60.0]),
    ("respond_score", [70.0, 60.0]),
    ("follow_up_score", [70.0, 60.0]),
    ("employee_index", [68.0, 58.0]),
    ("employee_nps", [10.0, 0.0]),
    ("centricity", [60.0, 45.0]),
];

/// The readings of the year that ends with `last`.
pub fn readings(staff: &Staff, measures: &[Measure], last: Month) -> Vec<Reading> {
    let mut chance = Chance::new(4);
    let mut readings = Vec::new();
    for shape in &SHAPES {
        let Some(measure) = measures.iter().find(|measure| measure.key == shape.key) else { continue };
        let measured = |plan: &&UnitPlan| plan.is_lowest() && (!shape.of_customers || plan.serves_customers());
        for plan in UNITS.iter().filter(measured) {
            let Some(unit) = staff.unit_id(plan.code) else { continue };
            // What units do not share with their mood: place, size, history.
            let own = chance.normal(shape.noise * OWN);
            for back in 0..MONTHS {
                let month = last.plus(-back);
                let value = value(shape, plan, own, (month, back), measure.decimals, &mut chance);
                readings.push(Reading { measure: measure.id, unit, month, value });
            }
        }
    }
    readings
}

fn value(
    shape: &Shape,
    plan: &UnitPlan,
    own: f64,
    (month, back): (Month, i32),
    decimals: u8,
    chance: &mut Chance,
) -> f64 {
    let year = f64::from(MONTHS - 1 - back) / f64::from(MONTHS - 1);
    let quality = shape.staff * plan.staff + shape.customers * plan.for_customers();
    let each = shape.usual + quality + own + shape.trend * year + chance.normal(shape.noise);
    let size = plan.contacts as f64 / 20.0;
    let value = if shape.by_size { (each * size * season(shape.key, month)).max(0.0) } else { each.max(0.1) };
    let step = 10_f64.powi(i32::from(decimals));
    (value * step).round() / step
}

/// Policies are renewed before the Persian year ends; little is sold in its first month.
fn season(key: &str, month: Month) -> f64 {
    match (key, month.month()) {
        ("revenue", 3) => 1.22,
        ("revenue", 2) => 1.08,
        ("revenue", 4) => 0.82,
        _ => 1.0,
    }
}

/// The targets of the whole company.
pub fn targets(measures: &[Measure]) -> Vec<SetTarget> {
    let of_shapes = SHAPES.iter().map(|shape| (shape.key, shape.target));
    let set = |(key, [target, threshold]): (&str, [f64; 2])| {
        let measure = measures.iter().find(|measure| measure.key == key)?;
        let target = Target::new(measure.direction, target, threshold).ok()?;
        Some(SetTarget { measure: measure.id, unit: None, target })
    };
    of_shapes.chain(RELEASED).filter_map(set).collect()
}

/// What the starter set's figures are called in an insurance company.
pub fn rename(measures: &mut [Measure]) {
    for measure in measures {
        if measure.key == "revenue" {
            measure.name = Bilingual::new("حق بیمهٔ صادره", "Premium income");
        }
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::measure::Direction;

    use super::*;

    #[test]
    fn no_target_is_left_out() {
        for (key, [target, threshold]) in SHAPES.iter().map(|shape| (shape.key, shape.target)).chain(RELEASED) {
            let down = matches!(key, "cost_ratio" | "churn" | "complaints" | "response_time" | "turnover");
            let direction = if down { Direction::Down } else { Direction::Up };
            assert!(Target::new(direction, target, threshold).is_ok(), "{key}");
        }
    }
}
