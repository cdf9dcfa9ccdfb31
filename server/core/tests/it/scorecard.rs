//! The scorecard and the linkage page, from readings and from released cells.

use ayeneh_core::{
    Ctx, Error, both_engines, linkage,
    measures::{ReadingLine, TargetForm, import_lines, list, set_target},
    on_engine,
    people::{Unit, store as people},
    scorecard::{MeasureFigure, Scorecard, Wanted, scorecard},
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::UnitId,
    measure::Standing,
    permission::{Grant, Role},
    release::{HiddenReason, Shown},
    statistics::{Refusal, Verdict},
};

/// Branches `b0`, `b1`, … below the company.
async fn branches(ctx: &Ctx, count: usize) -> Vec<UnitId> {
    let mut tx = ctx.write().await.expect("a transaction");
    let company = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let mut ids = Vec::new();
    for number in 0..count {
        let id = UnitId(ctx.core.new_id());
        let code = format!("b{number:02}");
        let unit = Unit { id, name: Bilingual::new(code.clone(), code.clone()), code, parent: Some(company) };
        people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
        ids.push(id);
    }
    tx.commit().await.expect("commits");
    ids
}

/// Readings `(measure, unit, month, value)`.
async fn read(ctx: &Ctx, readings: &[(&str, &str, &str, f64)]) {
    let line = |(row, (measure, unit, month, value)): (u32, &(&str, &str, &str, f64))| ReadingLine {
        row,
        measure: (*measure).into(),
        unit: (*unit).into(),
        month: (*month).into(),
        value: value.to_string(),
    };
    let lines: Vec<_> = (2..).zip(readings).map(line).collect();
    import_lines(ctx, &lines).await.expect("imports");
}

const SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
     promise_fa, promise_en, created_at) VALUES ($1, $2, 'wave', 'released', 'موج', 'Wave', $3, 'confidential', '{}', '', '', 0)";
const RELEASE: &str = "INSERT INTO release (organisation_id, id, survey_id, version, released_on, rules, promise_fa, \
     promise_en, summary) VALUES ($1, $2, $3, 1, '2026-11-20', '{}', '', '', '{}')";
const CELL: &str = "INSERT INTO release_cell (organisation_id, release_id, position, unit_id, side, topic, figure, shown) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A cell: unit, side, topic, figure.
type Cell = (Option<UnitId>, Option<&'static str>, &'static str, &'static str, Shown);

/// A released wave, written as the release builder stores it.
async fn release(ctx: &Ctx, period: &str, cells: &[Cell]) {
    let (survey, release) = (ctx.core.new_id(), ctx.core.new_id());
    let organisation = ctx.organisation.0;
    let mut tx = ctx.write().await.expect("a transaction");

    on_engine!(&mut tx, |c| sqlx::query(SURVEY)
        .bind(organisation)
        .bind(survey)
        .bind(period)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("a survey");
    on_engine!(&mut tx, |c| sqlx::query(RELEASE)
        .bind(organisation)
        .bind(release)
        .bind(survey)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("a release");
    for (position, (unit, side, topic, figure, shown)) in (0_i64..).zip(cells) {
        let shown = serde_json::to_string(shown).expect("plain data");
        on_engine!(&mut tx, |c| sqlx::query(CELL)
            .bind(organisation)
            .bind(release)
            .bind(position)
            .bind(unit.map(|unit| unit.0))
            .bind(*side)
            .bind(*topic)
            .bind(*figure)
            .bind(&shown)
            .execute(c)
            .await
            .map(|_| ()))
        .expect("a cell");
    }
    tx.commit().await.expect("commits");
}

fn sure(value: f64) -> Shown {
    Shown::Value { value, low: Some(value - 1.0), high: Some(value + 1.0), n: Some(200) }
}

fn hidden() -> Shown {
    Shown::hidden(HiddenReason::TooFew { threshold: 5 })
}

fn figure<'a>(card: &'a Scorecard, key: &str) -> &'a MeasureFigure {
    card.measures.iter().find(|figure| figure.measure.key == key).expect("stands on the scorecard")
}

fn exact(figure: &MeasureFigure) -> Option<f64> {
    figure.shown.as_ref().and_then(Shown::exact)
}

both_engines!(readings_add_up_and_stand_to_their_target, |t| {
    let units = branches(&t.ctx, 2).await;
    read(
        &t.ctx,
        &[
            ("revenue", "b00", "2026-09", 100.0),
            ("revenue", "b01", "2026-09", 50.0),
            ("revenue", "b00", "2026-10", 110.0),
            ("revenue", "b01", "2026-10", 70.0),
            ("churn", "b00", "2026-10", 2.0),
            ("churn", "b01", "2026-10", 4.0),
        ],
    )
    .await;
    let churn = list(&t.ctx).await.expect("lists").0.into_iter().find(|m| m.key == "churn").expect("is there");
    let form = TargetForm { unit: None, target: "2.5".into(), threshold: "3.5".into() };
    set_target(&t.ctx, churn.id, &form).await.expect("sets");
    let card = scorecard(&t.ctx, Wanted::default()).await.expect("reads");
    assert_eq!(card.month.to_string(), "2026-10");
    let revenue = figure(&card, "revenue");
    assert_eq!((exact(revenue), revenue.change, revenue.better), (Some(180.0), Some(30.0), Some(true)));
    assert_eq!((revenue.reported, revenue.trend.len(), revenue.standing), (Some((2, 2)), 2, None));
    let churn = figure(&card, "churn");
    assert_eq!((exact(churn), churn.standing), (Some(3.0), Some(Standing::Near)));
    let below: Vec<_> = churn.by_unit.iter().map(|unit| unit.standing).collect();
    assert_eq!(below, [Some(Standing::OnTarget), Some(Standing::Below)]);
    assert_eq!(card.below_target(), (0, 1));
    assert_eq!(card.sentence(Locale::En), "No measure is below target.");
    let branch = scorecard(&t.ctx, Wanted { unit: Some(units[1]), month: None }).await.expect("reads");
    assert_eq!((branch.unit.id, branch.above.len(), branch.below.len()), (Some(units[1]), 1, 0));
    assert_eq!(exact(figure(&branch, "revenue")), Some(70.0));
});

both_engines!(released_figures_come_with_their_reason_and_the_sentence, |t| {
    let units = branches(&t.ctx, 2).await;
    let mirror = |e: f64, c: f64| {
        let side = |side, value| (None, Some(side), "overall", "index", sure(value));
        vec![side("employee", e), side("customer", c)]
    };
    release(&t.ctx, "2026-05", &mirror(57.0, 64.0)).await;
    let mut latest = mirror(61.0, 68.0);
    latest.extend([
        (Some(units[0]), Some("employee"), "overall", "index", sure(70.0)),
        (Some(units[0]), Some("customer"), "overall", "index", hidden()),
        (None, Some("customer"), "recommend", "nps", Shown::value(21.0, 300)),
        (None, None, "follow_up", "gap", Shown::value(-20.0, 300)),
        (None, None, "follow_up", "gap_significance", Shown::value(0.001, 300)),
        (None, None, "speed", "gap", Shown::value(-30.0, 300)),
        (None, None, "speed", "gap_significance", Shown::value(0.2, 300)),
    ]);
    release(&t.ctx, "2026-11", &latest).await;
    let card = scorecard(&t.ctx, Wanted::default()).await.expect("reads");
    assert_eq!(card.mirror.units.len(), 1, "only who was asked stands in the mirror");
    assert_eq!(card.mirror.units[0].customer, Some(hidden()));
    let index = figure(&card, "customer_index");
    assert_eq!((exact(index), index.change, index.trend.len()), (Some(68.0), Some(4.0), 2));
    assert_eq!(index.by_unit[0].shown, Some(hidden()));
    assert_eq!(exact(figure(&card, "customer_nps")), Some(21.0));
    let said = card.sentence(Locale::En);
    assert!(said.starts_with("Both sides have risen; but employees are 20 points below customers"), "{said}");
    let before = Wanted { unit: None, month: Some("2026-06".parse().expect("a month")) };
    let before = scorecard(&t.ctx, before).await.expect("reads");
    assert_eq!(exact(figure(&before, "customer_index")), Some(64.0), "what came later is not known then");
});

both_engines!(who_sees_a_unit_sees_no_other, |t| {
    let units = branches(&t.ctx, 2).await;
    let mut other = t.ctx.clone();
    other.grants = vec![Grant { role: Role::Executive, unit: Some(units[0]) }];
    let card = scorecard(&other, Wanted::default()).await.expect("reads");
    assert_eq!((card.unit.id, card.above.len()), (Some(units[0]), 0));
    let out_of_reach = scorecard(&other, Wanted { unit: Some(units[1]), month: None }).await;
    assert!(matches!(out_of_reach, Err(Error::NotFound)));
    other.grants = vec![Grant { role: Role::Manager, unit: None }];
    assert!(matches!(scorecard(&other, Wanted::default()).await, Err(Error::Refused(_))));
    assert!(matches!(linkage::linkage(&other, None, None).await, Err(Error::Refused(_))));
});

both_engines!(linkage_needs_eight_units_and_leaves_hidden_ones_out, |t| {
    let units = branches(&t.ctx, 10).await;
    let cells = |count: usize| -> Vec<Cell> {
        let side = |place: usize, side, value: f64| (Some(units[place]), Some(side), "overall", "index", sure(value));
        let both = |place: usize| {
            let x = place as f64;
            [side(place, "employee", 50.0 + 3.0 * x), side(place, "customer", 60.0 + 2.0 * x + x % 3.0)]
        };
        let mut cells: Vec<Cell> = (0..count).flat_map(both).collect();
        cells.push((Some(units[9]), Some("employee"), "overall", "index", sure(50.0)));
        cells.push((Some(units[9]), Some("customer"), "overall", "index", hidden()));
        cells
    };
    release(&t.ctx, "2026-08", &cells(7)).await;
    let refused = linkage::linkage(&t.ctx, None, None).await.expect("reads").employees_customers;
    assert_eq!(refused.linkage, Err(Refusal::TooFewUnits { have: 7, need: 8 }));
    assert_eq!((refused.points.len(), refused.hidden.len()), (7, 1));
    release(&t.ctx, "2026-11", &cells(9)).await;
    let readings: Vec<(String, f64)> =
        (0..9).map(|unit| (format!("b{unit:02}"), 9.0 - f64::from(unit) / 2.0)).collect();
    let readings: Vec<_> = readings.iter().map(|(unit, value)| ("churn", unit.as_str(), "2026-10", *value)).collect();
    read(&t.ctx, &readings).await;
    let links = linkage::linkage(&t.ctx, None, None).await.expect("reads");
    let linkage = links.employees_customers.linkage.as_ref().expect("nine units");
    assert_eq!((linkage.correlation.n, linkage.verdict()), (9, Verdict::Together));
    let step = links.customers_per_step().expect("a slope");
    assert!((step - 3.5).abs() < 0.5, "{step}");
    let result = links.customers_result.expect("readings are there");
    assert_eq!((result.measure.key.as_str(), result.more_is_better()), ("churn", false));
    assert_eq!(result.scatter.linkage.expect("nine units").verdict(), Verdict::Opposite);
});
