//! The invented company: Narvan Insurance, 24 units. What a unit is like to work in and to deal with is written here by
//! hand, so that the demo has a story: one branch whose customers suffer while its staff are content, and units too
//! small to be shown.

/// A unit of the invented company.
#[derive(Clone, Copy, Debug)]
pub struct UnitPlan {
    /// Its code.
    pub code: &'static str,
    /// The code of the unit above; empty for the company.
    pub parent: &'static str,
    /// Its name in Persian and in English.
    pub name: [&'static str; 2],
    /// How many work directly in it.
    pub people: usize,
    /// How many contacts it serves.
    pub contacts: usize,
    /// What it is like to work in, in standard deviations over units.
    pub staff: f64,
    /// How customers fare with it beyond what its staff's mood explains, likewise.
    pub customers: f64,
}

const fn unit(
    code: &'static str,
    parent: &'static str,
    name: [&'static str; 2],
    size: [usize; 2],
    quality: [f64; 2],
) -> UnitPlan {
    UnitPlan { code, parent, name, people: size[0], contacts: size[1], staff: quality[0], customers: quality[1] }
}

/// All units, each after the one above it.
pub const UNITS: [UnitPlan; 24] = [
    unit("1", "", ["بیمهٔ نارون", "Narvan Insurance"], [10, 0], [0.6, 0.0]),
    unit("10", "1", ["ستاد مرکزی", "Head office"], [10, 0], [0.2, 0.0]),
    unit("11", "10", ["رسیدگی به خسارت", "Claims"], [48, 300], [-0.9, -0.5]),
    unit("12", "10", ["فروش و بازاریابی", "Sales and marketing"], [36, 160], [0.5, 0.3]),
    unit("13", "10", ["مرکز تماس", "Contact centre"], [38, 160], [-0.6, 0.4]),
    unit("14", "10", ["فناوری اطلاعات", "Information technology"], [30, 0], [0.4, 0.0]),
    unit("15", "10", ["منابع انسانی", "People"], [18, 0], [0.7, 0.0]),
    unit("16", "10", ["مالی", "Finance"], [26, 0], [-0.1, 0.0]),
    unit("20", "1", ["تهران و کرج", "Tehran and Karaj"], [10, 0], [0.1, 0.0]),
    unit("21", "20", ["ولیعصر", "Valiasr"], [37, 150], [0.3, 0.1]),
    unit("22", "20", ["بازار", "Bazaar"], [32, 130], [0.9, -2.1]),
    unit("23", "20", ["کرج", "Karaj"], [36, 120], [-0.5, 0.2]),
    unit("30", "1", ["شمال", "North"], [10, 0], [0.3, 0.0]),
    unit("31", "30", ["رشت", "Rasht"], [32, 100], [1.3, 0.0]),
    unit("32", "30", ["ساری", "Sari"], [26, 90], [0.4, -0.2]),
    unit("40", "1", ["مرکز و جنوب", "Centre and South"], [10, 0], [0.0, 0.0]),
    unit("41", "40", ["اصفهان", "Isfahan"], [34, 160], [1.1, 0.3]),
    unit("42", "40", ["شیراز", "Shiraz"], [30, 110], [0.2, -0.3]),
    unit("43", "40", ["اهواز", "Ahvaz"], [24, 80], [-1.2, -0.1]),
    unit("44", "40", ["قشم", "Qeshm"], [7, 20], [0.5, 0.2]),
    unit("50", "1", ["شرق و غرب", "East and West"], [10, 0], [-0.2, 0.0]),
    unit("51", "50", ["مشهد", "Mashhad"], [34, 180], [-0.3, 0.1]),
    unit("52", "50", ["تبریز", "Tabriz"], [32, 160], [0.8, 0.4]),
    unit("53", "50", ["کرمانشاه", "Kermanshah"], [20, 80], [-1.6, -0.2]),
];

impl UnitPlan {
    /// How customers fare: partly as the staff do, partly for reasons of their own.
    pub fn for_customers(&self) -> f64 {
        0.75 * self.staff + self.customers
    }

    /// Whether customers deal with it.
    pub const fn serves_customers(&self) -> bool {
        self.contacts > 0
    }

    /// Whether any unit stands below it.
    pub fn is_lowest(&self) -> bool {
        !UNITS.iter().any(|unit| unit.parent == self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_as_large_as_it_says() {
        assert_eq!(UNITS.iter().map(|unit| unit.people).sum::<usize>(), 600);
        assert_eq!(UNITS.iter().map(|unit| unit.contacts).sum::<usize>(), 2_000);
        assert!(UNITS.iter().filter(|unit| unit.serves_customers()).count() >= 12);
        for (place, unit) in UNITS.iter().enumerate().skip(1) {
            assert!(UNITS[..place].iter().any(|above| above.code == unit.parent), "{}", unit.code);
        }
    }
}
