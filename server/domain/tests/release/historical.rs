//! Real ratings, imported as answers of customers: means and agreement as R computes them.

use std::{collections::BTreeMap, fs};

use ayeneh_domain::{
    disclosure::Rules,
    questionnaire::{Outcome, Side},
    release::{self, Figure, SideInput, WaveInput},
    survey::audience::Branch,
};
use flate2::read::GzDecoder;

use crate::made;

fn golden(key: &str) -> Vec<f64> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/golden.json");
    let all: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).expect("in the repository")).expect("JSON");
    let figures = all[key].as_array().expect("a list");
    figures.iter().map(|figure| figure.as_f64().expect("a number")).collect()
}

#[test]
fn the_department_means_and_icc_of_insteval_are_those_of_r() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/insteval.csv.gz");
    let file = GzDecoder::new(fs::File::open(path).expect("in the repository"));
    let mut rows = csv::Reader::from_reader(file);
    let number = |field: Option<&str>| field.and_then(|field| field.parse::<u128>().ok()).expect("a number");
    let responses: Vec<_> = rows
        .records()
        .map(|row| {
            let row = row.expect("a row");
            let y = u8::try_from(number(row.get(6))).expect("1 to 5");
            made::response(Side::Customer, number(row.get(5)), &[("overall_satisfaction", y)])
        })
        .collect();
    let departments: Vec<u128> = (1..=15).filter(|&department| department != 13).collect();
    let units: Vec<_> = departments.iter().map(|&number| Branch { id: made::unit(number), parent: None }).collect();
    let questionnaire = made::questionnaire(vec![made::scale("overall_satisfaction", None, Outcome::None)]);
    let invited = BTreeMap::new();
    let sides = [SideInput { side: Side::Customer, questionnaire: &questionnaire, invited: &invited }];
    let input = WaveInput { rules: &Rules::default(), units: &units, sides: &sides, responses: &responses };
    let released = release::historical(&input, &mut |_| 0);

    let exact = |unit: Option<u128>, figure: Figure| {
        made::shown(&released, unit, "overall_satisfaction", figure).exact().expect("large groups are exact")
    };
    let close = |have: f64, want: f64| assert!((have - want).abs() < 1e-9, "{have} is not {want}");
    let means = golden("insteval.mean_by_dept[1,2,3,4,5,6,7,8,9,10,11,12,14,15]");
    let agreement = golden("insteval.rwg_by_dept(uniform null, ascending dept)");
    for ((&department, mean), r_wg) in departments.iter().zip(means).zip(agreement) {
        close(exact(Some(department), Figure::Mean), mean);
        close(exact(Some(department), Figure::Index), (mean - 1.0) * 25.0);
        close(exact(Some(department), Figure::Rwg), r_wg);
    }
    let whole = golden("insteval.n_mean_sd");
    close(exact(None, Figure::Mean), whole[1]);
    close(exact(None, Figure::Sd), whole[2] * 25.0);
    assert_eq!(made::shown(&released, None, "overall_satisfaction", Figure::Index).n(), Some(73_421));
    let icc = golden("insteval.by_dept[ICC1,ICC2]");
    close(exact(None, Figure::Icc1), icc[0]);
    close(exact(None, Figure::Icc2), icc[1]);
}
