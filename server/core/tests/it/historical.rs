//! Old answers: real ones (R package lme4, `InstEval`) must come out of the release with R's figures.

use std::{fmt::Write, io::Read};

use ayeneh_core::{
    Ctx, Error, both_engines,
    historical::{Imported, OldSurvey, import_answers},
    import::ImportFile,
    on_engine,
    people::{Unit, store as people},
    surveys,
};
use ayeneh_domain::{
    bilingual::Bilingual,
    ids::UnitId,
    questionnaire::Side,
    release::{Figure, Shown},
};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/data");
const DEPARTMENTS: [u32; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15];

async fn departments(ctx: &Ctx) -> Vec<UnitId> {
    let mut tx = ctx.write().await.expect("a transaction");
    let company = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let mut ids = Vec::new();
    for department in DEPARTMENTS {
        let name = format!("D{department}");
        let id = UnitId(ctx.core.new_id());
        let unit = Unit { id, code: name.clone(), parent: Some(company), name: Bilingual::new(name.clone(), name) };
        people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
        ids.push(id);
    }
    tx.commit().await.expect("commits");
    ids
}

/// The ratings as a file: unit, item, value, period.
fn ratings() -> Vec<u8> {
    let packed = std::fs::read(format!("{DATA}/insteval.csv.gz")).expect("the data are in the repository");
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).expect("unpacks");
    let mut file = String::from("unit,item,value,period\n");
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        writeln!(file, "D{},satisfaction,{},2026-08", cells[5], cells[6]).expect("a String takes any text");
    }
    file.into_bytes()
}

fn old_survey() -> OldSurvey {
    OldSurvey {
        title: Bilingual::new("رضایت کلی", "Overall satisfaction"),
        side: Side::Customer,
        points: 5,
        period: String::new(),
        rows_are_people: true,
    }
}

fn file(content: impl Into<Vec<u8>>) -> Vec<ImportFile> {
    vec![ImportFile { name: "answers.csv".into(), bytes: content.into() }]
}

const CELL: &str = "SELECT shown FROM release_cell WHERE organisation_id = $1 AND release_id = $2 \
     AND unit_id IS NOT DISTINCT FROM $3 AND topic = 'satisfaction' AND figure = $4";

async fn shown(ctx: &Ctx, imported: &Imported, unit: Option<UnitId>, figure: Figure) -> f64 {
    let mut tx = ctx.read().await.expect("a transaction");
    let cell: String = on_engine!(&mut tx, |c| sqlx::query_scalar(CELL)
        .bind(ctx.organisation.0)
        .bind(imported.release.0)
        .bind(unit.map(|unit| unit.0))
        .bind(figure.key())
        .fetch_one(c)
        .await)
    .expect("the cell is released");
    serde_json::from_str::<Shown>(&cell).expect("a cell").exact().expect("an exact figure")
}

fn golden(name: &str) -> Vec<f64> {
    let text = std::fs::read_to_string(format!("{DATA}/golden.json")).expect("is in the repository");
    let all: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let figures = all[name].as_array().expect("figures");
    figures.iter().map(|figure| figure.as_f64().expect("a number")).collect()
}

both_engines!(real_ratings_are_released_with_the_figures_of_r, |t| {
    let units = departments(&t.ctx).await;
    let imported = import_answers(&t.ctx, &old_survey(), file(ratings())).await.expect("imports");
    assert_eq!((imported.len(), imported[0].respondents), (1, 73_421));
    let means = golden("insteval.mean_by_dept[1,2,3,4,5,6,7,8,9,10,11,12,14,15]");
    for (unit, expected) in units.iter().zip(means) {
        let mean = shown(&t.ctx, &imported[0], Some(*unit), Figure::Mean).await;
        assert!((mean - expected).abs() < 1e-9, "{mean} {expected}");
    }
    let icc = golden("insteval.by_dept[ICC1,ICC2]");
    for (figure, expected) in [Figure::Icc1, Figure::Icc2].into_iter().zip(icc) {
        let found = shown(&t.ctx, &imported[0], None, figure).await;
        assert!((found - expected).abs() < 1e-9, "{figure:?} {found} {expected}");
    }
    let again =
        import_answers(&t.ctx, &old_survey(), file("unit,item,value,period\nD1,satisfaction,4,2026-08\n")).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
});

both_engines!(every_bad_row_is_named_and_nothing_is_kept, |t| {
    departments(&t.ctx).await;
    let bad = "department;question;answer;period;respondent\nD1;How was it?;4;1405/05;a\nD99;How was it?;6;never;b\n\
         D1;recommend;10;1405/05;a\nD1;recommend;11;1405/05;c\nD2;How was it?;3;1405/05;a\n";
    let Err(Error::Invalid(problems)) = import_answers(&t.ctx, &old_survey(), file(bad)).await else {
        panic!("is refused")
    };
    let named: Vec<_> =
        problems.iter().map(|p| (p.row.unwrap_or_default(), p.field.as_deref().unwrap_or(""))).collect();
    assert_eq!(named, [(3, "unit"), (3, "period"), (3, "value"), (5, "value"), (6, "respondent")]);
    let good = "unit,item,value\nD1,How was it?,4\nD1,چطور بود؟,2\n";
    let typed = OldSurvey { period: "مرداد ۱۴۰۵".into(), ..old_survey() };
    let imported = import_answers(&t.ctx, &typed, file(good)).await.expect("nothing of the first file was kept");
    assert_eq!((imported[0].month.to_string().as_str(), imported[0].respondents), ("2026-08", 2));
});

both_engines!(a_file_without_respondents_needs_a_word_that_is_kept, |t| {
    departments(&t.ctx).await;
    let named = OldSurvey { rows_are_people: false, ..old_survey() };
    let without = "unit,item,value,period\nD1,a,4,2026-08\nD1,b,4,2026-08\n";
    let Err(Error::Invalid(problems)) = import_answers(&t.ctx, &named, file(without)).await else {
        panic!("is refused")
    };
    assert_eq!((problems.len(), problems[0].field.as_deref()), (1, Some("respondent")));
    assert!(problems[0].message.en.contains("rows_are_people"));
    let holes = "unit,item,value,period,respondent\nD1,a,4,2026-08,x\nD1,a,4,2026-08,\n";
    let Err(Error::Invalid(problems)) = import_answers(&t.ctx, &named, file(holes)).await else { panic!("is refused") };
    assert_eq!((problems[0].row, problems[0].field.as_deref()), (Some(3), Some("respondent")));
    let with = "unit,item,value,period,respondent\nD1,a,4,2026-08,x\nD1,b,4,2026-08,x\n";
    let imported = import_answers(&t.ctx, &named, file(with)).await.expect("imports");
    assert_eq!(imported[0].respondents, 1);
    let kept = surveys::find(&t.ctx, imported[0].survey).await.expect("is there").0;
    assert!(!kept.rows_are_people, "nobody had to say so");
    let other = OldSurvey { title: Bilingual::new("دیگر", "Other"), ..old_survey() };
    let imported = import_answers(&t.ctx, &other, file(without)).await.expect("imports");
    assert_eq!(imported[0].respondents, 2);
    assert!(surveys::find(&t.ctx, imported[0].survey).await.expect("is there").0.rows_are_people);
});

both_engines!(months_that_have_not_begun_and_empty_cells_are_named, |t| {
    departments(&t.ctx).await;
    let bad = "unit,item,value,period,respondent\nD1,a,4,2026-12,x\n,a,,,y\nD1,a,4,1405/08,z\n\
        D1,a,4,1750-01,u\nD1,a,4,9999-12,v\nD1,a,1e308,2026-08,w\nD1,a,NaN,2026-08,w\nD1,a,inf,2026-08,w\n";
    let Err(Error::Invalid(problems)) = import_answers(&t.ctx, &old_survey(), file(bad)).await else {
        panic!("is refused")
    };
    let named: Vec<_> =
        problems.iter().map(|p| (p.row.unwrap_or_default(), p.field.as_deref().unwrap_or(""))).collect();
    let first = [(2, "period"), (3, "unit"), (3, "period"), (3, "value")];
    let far = [(5, "period"), (6, "period"), (7, "value"), (8, "value"), (9, "value")];
    assert_eq!(named, [first.as_slice(), &far].concat());
    assert!(problems[4].message.en.contains("before January 1900"), "{problems:?}");
    let quotation = |text: &str| text.contains("\u{2068}\u{2069}");
    assert!(!problems.iter().any(|problem| quotation(&problem.message.en) || quotation(&problem.message.fa)));
    assert!(problems[2].message.en.contains("November 2025"), "a month, not a day: {}", problems[2].message.en);
});

both_engines!(of_two_imports_at_once_one_is_kept, |t| {
    departments(&t.ctx).await;
    let rows = "unit,item,value,period\nD1,How was it?,4,2026-08\n";
    let old = old_survey();
    let (one, two) = tokio::join!(import_answers(&t.ctx, &old, file(rows)), import_answers(&t.ctx, &old, file(rows)));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(matches!(one.and(two), Err(Error::Conflict(_))));
});
