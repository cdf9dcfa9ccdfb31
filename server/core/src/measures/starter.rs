//! The measures every organisation begins with. Without figures they stand on no scorecard, so they disturb nobody.

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{MeasureId, OrganisationId},
    measure::{Aggregate, Direction, Perspective},
};

use super::{Measure, Source, store};
use crate::{Core, db::Tx};

/// Key, Persian and English name, Persian and English unit, decimals, aggregate, source.
type Line = (&'static str, [&'static str; 2], [&'static str; 2], u8, Aggregate, &'static str);

const IMPORT: &str = "import";
const POINTS: [&str; 2] = ["امتیاز", "points"];
const PERCENT: [&str; 2] = ["٪", "%"];

/// Measures for which more is better.
const UP: [(Perspective, &[Line]); 4] = [
    (
        Perspective::Financial,
        &[
            ("revenue", ["درآمد", "Revenue"], ["میلیارد ریال", "bn rials"], 0, Aggregate::Sum, IMPORT),
            ("profit_margin", ["حاشیهٔ سود", "Profit margin"], PERCENT, 1, Aggregate::Mean, IMPORT),
        ],
    ),
    (
        Perspective::Customer,
        &[
            (
                "customer_index",
                ["شاخص مشتریان", "Customer index"],
                POINTS,
                0,
                Aggregate::Mean,
                "release/wave/customer/overall/index",
            ),
            (
                "customer_nps",
                ["خالص توصیهٔ مشتریان", "Net promoter score"],
                ["", ""],
                0,
                Aggregate::Mean,
                "release/wave/customer/recommend/nps",
            ),
            (
                "customer_satisfaction",
                ["مشتریان راضی", "Satisfied customers"],
                PERCENT,
                0,
                Aggregate::Mean,
                "release/wave/customer/satisfaction/csat",
            ),
        ],
    ),
    (
        Perspective::Process,
        &[
            (
                "respond_score",
                ["پاسخ‌گویی از نگاه مشتری", "Responding, as customers see it"],
                POINTS,
                0,
                Aggregate::Mean,
                "release/wave/customer/respond/index",
            ),
            (
                "follow_up_score",
                ["پیگیری از نگاه مشتری", "Following up, as customers see it"],
                POINTS,
                0,
                Aggregate::Mean,
                "release/wave/customer/follow_up/index",
            ),
            ("on_time", ["کارهای به‌موقع", "Done on time"], PERCENT, 0, Aggregate::Mean, IMPORT),
        ],
    ),
    (
        Perspective::Learning,
        &[
            (
                "employee_index",
                ["شاخص کارکنان", "Employee index"],
                POINTS,
                0,
                Aggregate::Mean,
                "release/wave/employee/overall/index",
            ),
            (
                "employee_nps",
                ["خالص توصیهٔ کارکنان", "Employee net promoter score"],
                ["", ""],
                0,
                Aggregate::Mean,
                "release/wave/employee/recommend/nps",
            ),
            (
                "centricity",
                ["بلوغ مشتری‌مداری", "Customer-centricity"],
                POINTS,
                0,
                Aggregate::Mean,
                "release/assessment//overall/index",
            ),
            ("training_hours", ["آموزش هر نفر", "Training per person"], ["ساعت", "hours"], 1, Aggregate::Mean, IMPORT),
        ],
    ),
];

/// Measures for which less is better; they stand behind the others.
const DOWN: [(Perspective, &[Line]); 4] = [
    (
        Perspective::Financial,
        &[("cost_ratio", ["نسبت هزینه به درآمد", "Cost to revenue"], PERCENT, 1, Aggregate::Mean, IMPORT)],
    ),
    (
        Perspective::Customer,
        &[
            ("churn", ["ریزش مشتری", "Customers lost"], PERCENT, 1, Aggregate::Mean, IMPORT),
            ("complaints", ["شکایت‌ها", "Complaints"], ["مورد", "cases"], 0, Aggregate::Sum, IMPORT),
        ],
    ),
    (
        Perspective::Process,
        &[(
            "response_time",
            ["زمان پاسخ نخست", "Time to first response"],
            ["ساعت", "hours"],
            1,
            Aggregate::Mean,
            IMPORT,
        )],
    ),
    (Perspective::Learning, &[("turnover", ["خروج کارکنان", "Staff turnover"], PERCENT, 1, Aggregate::Mean, IMPORT)]),
];

/// Adds the starter set to a new organisation.
///
/// # Errors
/// The database's.
pub async fn insert_starter_set(core: &Core, tx: &mut Tx, organisation: OrganisationId) -> Result<(), sqlx::Error> {
    store::insert_measures(tx, organisation, &starter_set(core)).await
}

/// The starter set with new identifiers.
pub(crate) fn starter_set(core: &Core) -> Vec<Measure> {
    let of = |direction: Direction, lines: &'static [(Perspective, &'static [Line]); 4]| {
        lines.iter().flat_map(move |(perspective, lines)| lines.iter().map(move |line| (*perspective, direction, line)))
    };
    let mut all: Vec<_> = of(Direction::Up, &UP).chain(of(Direction::Down, &DOWN)).collect();
    all.sort_by_key(|(perspective, ..)| *perspective);
    let measure = |(position, (perspective, direction, line)): (i64, (Perspective, Direction, &Line))| {
        let (key, name, unit, decimals, aggregate, source) = line;
        Measure {
            id: MeasureId(core.new_id()),
            key: (*key).into(),
            name: Bilingual::new(name[0], name[1]),
            perspective,
            direction,
            unit: Bilingual::new(unit[0], unit[1]),
            decimals: *decimals,
            aggregate: *aggregate,
            source: Source::from_key(source).expect("a test reads every source of the starter set"),
            position,
        }
    };
    (1..).zip(all).map(measure).collect()
}
