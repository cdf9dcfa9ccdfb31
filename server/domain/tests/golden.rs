//! Figures of real data against those of R: the definitions hold, not only on examples of our own.

use std::{collections::BTreeMap, fs, io::Read, path::PathBuf};

use ayeneh_domain::{
    scoring::{Scale, Tally},
    statistics::{CompleteCases, Moments, anova, drivers, line, linkage, pearson, r_wg, regress, spearman},
};
use serde_json::Value;

/// All golden figures have 12 digits; this is the agreement that is promised.
const CLOSE: f64 = 1e-10;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The golden figures under `key`, a single one as a list of one.
fn golden(key: &str) -> Vec<f64> {
    let text = fs::read_to_string(path("golden.json")).expect("golden.json is in the repository");
    let all: BTreeMap<String, Value> = serde_json::from_str(&text).expect("golden.json is an object");
    match &all[key] {
        Value::Array(figures) => figures.iter().map(|figure| figure.as_f64().expect("a number")).collect(),
        figure => vec![figure.as_f64().expect("a number")],
    }
}

#[track_caller]
fn agrees(key: &str, have: &[f64]) {
    let want = golden(key);
    assert_eq!(have.len(), want.len(), "{key}");
    for (have, want) in have.iter().zip(&want) {
        assert!((have - want).abs() <= CLOSE * want.abs(), "{key}: {have} is not {want}");
    }
}

/// A CSV file by column; `None` for `NA`.
fn columns(reader: impl Read) -> BTreeMap<String, Vec<Option<u32>>> {
    let mut reader = csv::Reader::from_reader(reader);
    let names: Vec<String> = reader.headers().expect("a head line").iter().map(str::to_owned).collect();
    let mut columns: BTreeMap<String, Vec<Option<u32>>> = names.iter().cloned().map(|name| (name, vec![])).collect();
    for record in reader.records() {
        let record = record.expect("as many fields as in the head line");
        for (name, field) in names.iter().zip(&record) {
            columns.get_mut(name).expect("made above").push(field.parse().ok());
        }
    }
    columns
}

fn file(name: &str) -> BTreeMap<String, Vec<Option<u32>>> {
    columns(fs::File::open(path(name)).expect("the data are in the repository"))
}

const ATTITUDE: [&str; 7] = ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"];

/// The columns of `attitude`, outcome first.
fn attitude() -> Vec<Vec<f64>> {
    let file = file("attitude.csv");
    ATTITUDE.iter().map(|name| file[*name].iter().map(|value| f64::from(value.expect("no gaps"))).collect()).collect()
}

fn rating_and_complaints() -> Vec<(f64, f64)> {
    let columns = attitude();
    columns[0].iter().copied().zip(columns[1].iter().copied()).collect()
}

#[test]
fn regression_of_attitude() {
    let columns = attitude();
    let found = regress(&columns[0], &columns[1..]).expect("30 departments");
    let each = |of: fn(&ayeneh_domain::statistics::Coefficient) -> f64| -> Vec<f64> {
        found.coefficients.iter().map(of).collect()
    };
    agrees(
        "attitude.ols.coef[intercept,complaints,privileges,learning,raises,critical,advance]",
        &each(|coefficient| coefficient.estimate),
    );
    agrees("attitude.ols.se", &each(|coefficient| coefficient.error));
    agrees("attitude.ols.p", &each(|coefficient| coefficient.p));
    agrees("attitude.ols.r2", &[found.r_squared]);
}

#[test]
fn drivers_of_attitude() {
    let columns = attitude();
    let found = drivers(&columns[0], &columns[1..]).expect("30 departments");
    agrees("attitude.lmg", &found.iter().map(|driver| driver.lmg).collect::<Vec<f64>>());
    let weights: Vec<f64> = found.iter().map(|driver| driver.relative_weight).collect();
    agrees("attitude.johnson_relative_weights", &weights);
}

#[test]
fn correlations_of_attitude() {
    let pairs = rating_and_complaints();
    let found = pearson(&pairs).expect("30 departments");
    agrees(
        "attitude.pearson(rating,complaints)[r,lo95,hi95,p]",
        &[found.r, found.interval.low, found.interval.high, found.p],
    );
    agrees("attitude.spearman(rating,complaints)", &[spearman(&pairs).expect("30 departments")]);
}

#[test]
fn linkage_is_the_same_correlation_with_a_line() {
    let pairs = rating_and_complaints();
    let found = linkage(&pairs).expect("30 departments");
    assert_eq!(found.correlation, pearson(&pairs).expect("30 departments"));
    assert_eq!(found.line, line(&pairs).expect("30 departments"));
    assert!((found.line.p / found.correlation.p - 1.0).abs() < 1e-9);
    assert!((found.line.r_squared - found.correlation.r.powi(2)).abs() < 1e-12);
}

fn point(value: Option<u32>) -> Option<u8> {
    value.map(|value| u8::try_from(value).expect("small numbers"))
}

#[test]
fn alpha_of_attitude() {
    let file = file("attitude.csv");
    let mut cases = CompleteCases::new(ATTITUDE.len());
    (0..30).for_each(|row| cases.add(&ATTITUDE.map(|name| point(file[name][row]))));
    agrees("attitude.cronbach_alpha_all7_raw", &[cases.alpha().expect("30 departments").alpha]);
}

#[test]
fn alphas_of_bfi() {
    const REVERSED: [&str; 7] = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];
    let six = Scale::new(1, 6).expect("six points");
    let file = file("bfi.csv");
    for scale in ["A", "C", "E", "N", "O"] {
        let items = [1, 2, 3, 4, 5].map(|number| {
            let name = format!("{scale}{number}");
            let turn = if REVERSED.contains(&name.as_str()) { Scale::reversed } else { Scale::check };
            let turned = |value: &Option<u32>| point(*value).map(|value| turn(six, value).expect("on the scale"));
            file[&name].iter().map(turned).collect::<Vec<Option<u8>>>()
        });
        let mut cases = CompleteCases::new(items.len());
        (0..2_800).for_each(|person| cases.add(&items.each_ref().map(|item| item[person])));
        let found = cases.alpha().expect("thousands of people");
        agrees(&format!("bfi.alpha_complete_cases.{scale}[n,alpha]"), &[found.n as f64, found.alpha]);
        assert!(found.interval.expect("not 1").contains(found.alpha));
    }
}

/// Ratings of `insteval` by the values of a column, in ascending order.
fn ratings_by(column: &str) -> Vec<Tally> {
    let packed = fs::File::open(path("insteval.csv.gz")).expect("the data are in the repository");
    let columns = columns(flate2::read::GzDecoder::new(packed));
    let five = Scale::new(1, 5).expect("five points");
    let mut groups: BTreeMap<u32, Tally> = BTreeMap::new();
    for (group, rating) in columns[column].iter().zip(&columns["y"]) {
        let tally = groups.entry(group.expect("no gaps")).or_insert_with(|| Tally::new(five));
        tally.add(point(*rating).expect("no gaps")).expect("on the scale");
    }
    groups.into_values().collect()
}

fn moments(groups: &[Tally]) -> Vec<Moments> {
    groups.iter().filter_map(Tally::moments).collect()
}

#[test]
fn ratings_of_lecturers() {
    let lecturers = ratings_by("d");
    assert_eq!(lecturers.len(), 1_128);
    let mut all = lecturers[0];
    lecturers[1..].iter().for_each(|lecturer| all.merge(lecturer));
    let whole = all.moments().expect("ratings");
    agrees("insteval.n_mean_sd", &[whole.n() as f64, whole.mean(), whole.sd().expect("many")]);
    let found = anova(&moments(&lecturers)).expect("many lecturers");
    agrees("insteval.by_lecturer[ICC1,ICC2]", &[found.icc1(), found.icc2()]);
}

#[test]
fn ratings_of_departments() {
    let departments = moments(&ratings_by("dept"));
    let each = |of: fn(Moments) -> f64| -> Vec<f64> { departments.iter().copied().map(of).collect() };
    agrees("insteval.mean_by_dept[1,2,3,4,5,6,7,8,9,10,11,12,14,15]", &each(Moments::mean));
    agrees("insteval.rwg_by_dept(uniform null, ascending dept)", &each(|one| r_wg(one, 5).expect("many ratings")));
    let found = anova(&departments).expect("14 departments");
    agrees("insteval.by_dept[ICC1,ICC2]", &[found.icc1(), found.icc2()]);
}
