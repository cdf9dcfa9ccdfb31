//! Measures: the starter set, importing readings, setting targets.

use ayeneh_core::{
    Ctx, Error, both_engines,
    import::ImportFile,
    measures::{
        Measure, MeasureForm, ReadingLine, TargetForm, add_measure, import_files, import_lines, list, preview_files,
        preview_lines, sample, set_target,
    },
};
use ayeneh_domain::{
    bilingual::Locale,
    measure::{Direction, Perspective},
    permission::{Grant, Role},
};

fn lines(rows: &[[&str; 4]]) -> Vec<ReadingLine> {
    let line = |(row, [measure, unit, month, value]): (u32, &[&str; 4])| ReadingLine {
        row,
        measure: (*measure).into(),
        unit: (*unit).into(),
        month: (*month).into(),
        value: (*value).into(),
    };
    (2..).zip(rows).map(line).collect()
}

async fn measure(ctx: &Ctx, key: &str) -> Measure {
    let (measures, _) = list(ctx).await.expect("lists");
    measures.into_iter().find(|measure| measure.key == key).expect("is in the starter set")
}

fn problems(error: Error) -> Vec<(Option<u32>, Option<String>)> {
    match error {
        Error::Invalid(problems) => problems.into_iter().map(|problem| (problem.row, problem.field)).collect(),
        other => panic!("{other:?}"),
    }
}

both_engines!(a_new_organisation_has_measures_of_all_four_perspectives, |t| {
    let (measures, targets) = list(&t.ctx).await.expect("lists");
    for perspective in Perspective::ALL {
        assert!(measures.iter().filter(|measure| measure.perspective == *perspective).count() >= 3);
    }
    assert_eq!(measure(&t.ctx, "churn").await.direction, Direction::Down);
    assert!(targets.is_empty());
});

both_engines!(importing_twice_changes_nothing, |t| {
    let file = lines(&[
        ["revenue", "1", "2026-10", "1,200.5"],
        ["درآمد", "۱", "۱۴۰۵/۰۸", "۱۳۰۰"],
        ["Customers lost", "1", "2026-11", "2.5"],
    ]);
    let preview = preview_lines(&t.ctx, &file).await.expect("is right");
    assert_eq!((preview.new, preview.changed, preview.unchanged, preview.units), (3, 0, 0, 1));
    assert_eq!(preview.months.map(|(first, last)| format!("{first} {last}")).as_deref(), Some("2026-10 2026-11"));
    assert_eq!(import_lines(&t.ctx, &file).await.expect("imports"), preview);
    let again = import_lines(&t.ctx, &file).await.expect("imports");
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
    let corrected = lines(&[["revenue", "1", "2026-10", "1201"]]);
    let corrected = import_lines(&t.ctx, &corrected).await.expect("imports");
    assert_eq!((corrected.new, corrected.changed, corrected.unchanged), (0, 1, 0));
});

both_engines!(nothing_is_imported_unless_all_is_right, |t| {
    let bad = lines(&[
        ["revenue", "1", "2026-10", "1200"],
        ["profits", "9", "2026-13", "NaN"],
        ["customer_index", "1", "2026-10", "70"],
        ["revenue", "1", "مهر ۱۴۰۵", "1300"],
        ["revenue", "1", "2026-09", "12,5"],
    ]);
    let found = problems(import_lines(&t.ctx, &bad).await.expect_err("is refused"));
    let expected =
        [(3, "measure"), (3, "unit"), (3, "month"), (3, "value"), (4, "measure"), (5, "month"), (6, "value")];
    let expected: Vec<_> = expected.map(|(row, field)| (Some(row), Some(field.to_owned()))).into();
    assert_eq!(found, expected);
    let good = lines(&[["revenue", "1", "2026-10", "1200"]]);
    assert_eq!(preview_lines(&t.ctx, &good).await.expect("is right").new, 1);
    assert_eq!(problems(import_lines(&t.ctx, &[]).await.expect_err("is empty")), [(None, None)]);
});

both_engines!(targets_are_set_changed_and_taken_away, |t| {
    let churn = measure(&t.ctx, "churn").await.id;
    let form =
        |target: &str, threshold: &str| TargetForm { unit: None, target: target.into(), threshold: threshold.into() };
    set_target(&t.ctx, churn, &form("۲", "۳٫۵")).await.expect("sets");
    set_target(&t.ctx, churn, &form("1.5", "")).await.expect("changes");
    let (_, targets) = list(&t.ctx).await.expect("lists");
    assert_eq!(
        targets.iter().map(|set| (set.target.target(), set.target.threshold())).collect::<Vec<_>>(),
        [(1.5, 1.5)]
    );
    let beyond = set_target(&t.ctx, churn, &form("2", "1")).await.expect_err("less is better here");
    assert_eq!(problems(beyond), [(None, Some("threshold".into()))]);
    let unreadable = set_target(&t.ctx, churn, &form("two", "inf")).await.expect_err("no figures");
    assert_eq!(problems(unreadable).len(), 2);
    assert_eq!(list(&t.ctx).await.expect("lists").1.len(), 1, "what was refused changed nothing");
    set_target(&t.ctx, churn, &form("", "")).await.expect("takes away");
    assert!(list(&t.ctx).await.expect("lists").1.is_empty());
});

both_engines!(hr_adds_a_measure_of_its_own, |t| {
    let form = MeasureForm {
        key: "waiting_time".into(),
        name_fa: "زمان انتظار".into(),
        name_en: "Waiting time".into(),
        perspective: "process".into(),
        direction: "down".into(),
        unit_fa: "دقیقه".into(),
        unit_en: "minutes".into(),
        decimals: "۱".into(),
        aggregate: "mean".into(),
    };
    add_measure(&t.ctx, &form).await.expect("adds");
    let file = lines(&[["زمان انتظار", "1", "2026-10", "7.5"]]);
    assert_eq!(import_lines(&t.ctx, &file).await.expect("imports").new, 1);
    let taken = problems(add_measure(&t.ctx, &form).await.expect_err("is there"));
    assert_eq!(taken, [(None, Some("key".into()))]);
    assert_eq!(problems(add_measure(&t.ctx, &MeasureForm::default()).await.expect_err("is empty")).len(), 7);
});

both_engines!(only_who_may_manage_measures_does, |t| {
    for (role, lists) in [(Role::Executive, true), (Role::Manager, false), (Role::Administrator, false)] {
        let mut other = t.ctx.clone();
        other.grants = vec![Grant { role, unit: None }];
        assert_eq!(list(&other).await.is_ok(), lists, "{role:?}");
        let refused = import_lines(&other, &lines(&[["revenue", "1", "2026-10", "1"]])).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{role:?}");
        let churn = measure(&t.ctx, "churn").await.id;
        assert!(matches!(set_target(&other, churn, &TargetForm::default()).await, Err(Error::Refused(_))), "{role:?}");
    }
    assert_eq!(t.ctx.locale, Locale::Fa);
});

both_engines!(figures_and_months_that_cannot_be_are_named, |t| {
    let bad = lines(&[
        ["revenue", "1", "2026-10", "1e308"],
        ["revenue", "1", "2026-11", "1000000000000001"],
        ["revenue", "1", "2026-12", "5"],
        ["revenue", "1", "۱۴۰۵/۱۰", "5"],
        ["", "", "", "5"],
        ["revenue", "1", "1750-01", "5"],
        ["revenue", "1", "9999-12", "5"],
        ["revenue", "1", "2026-10", "NaN"],
        ["revenue", "1", "2026-10", "inf"],
    ]);
    let error = preview_lines(&t.ctx, &bad).await.expect_err("is refused");
    let Error::Invalid(found) = &error else { panic!("{error:?}") };
    let empty = |problem: &ayeneh_core::Problem| problem.message.en.contains("\u{2068}\u{2069}");
    assert!(!found.iter().any(empty), "no empty quotations: {found:?}");
    let named = problems(error);
    let first = [(2, "value"), (3, "value"), (4, "month"), (5, "month"), (6, "measure"), (6, "unit"), (6, "month")];
    let far = [(7, "month"), (8, "month"), (9, "value"), (10, "value")];
    let expected = first.into_iter().chain(far);
    let expected: Vec<_> = expected.map(|(row, field)| (Some(row), Some(field.to_owned()))).collect();
    assert_eq!(named, expected);
    // Aban has begun: it is kept under November.
    assert_eq!(preview_lines(&t.ctx, &lines(&[["revenue", "1", "۱۴۰۵/۰۸", "5"]])).await.expect("is right").new, 1);
});

both_engines!(the_sample_can_be_sent_as_it_is_and_filled_in_bit_by_bit, |t| {
    for locale in Locale::ALL {
        let sample = sample(&t.ctx, locale).await.expect("writes");
        let file = |bytes: Vec<u8>| vec![ImportFile { name: "readings.csv".into(), bytes }];
        let import = import_files(&t.ctx, &file(sample.clone())).await.expect("is right");
        assert_eq!((import.new, import.changed, import.units), (0, 0, 0));
        assert!(import.left_out >= 5);
        let filled = String::from_utf8(sample).expect("UTF-8").replacen(",\n", ",12.5\n", 1);
        let filled = preview_files(&t.ctx, &file(filled.into_bytes())).await.expect("is right");
        assert_eq!((filled.new, filled.left_out), (1, import.left_out - 1));
    }
});
