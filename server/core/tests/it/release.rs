//! Releases on both engines: made once from a closed survey, stored whole, and nowhere else are answers read.

use std::{fs, path::Path};

use ayeneh_core::{
    Error, both_engines,
    intake::seal,
    on_engine,
    release::{Scope, cells, comments, find, latest, release},
    testing::{TestCore, organisation},
};
use ayeneh_domain::{
    answer::{Answer, Answers, Group, Response},
    disclosure::Rules,
    ids::{SurveyId, UnitId},
    questionnaire::{
        Side,
        builtin::{self, Trust},
    },
    release::{Cell, Figure, HiddenReason, Shown},
};
use uuid::Uuid;

const SURVEY: SurveyId = SurveyId(Uuid::from_u128(3));
const UNITS: [UnitId; 3] = [UnitId(Uuid::from_u128(21)), UnitId(Uuid::from_u128(22)), UnitId(Uuid::from_u128(23))];

const ADD_SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
    promise_fa, promise_en, created_at) VALUES ($1, $2, 'wave', 'closed', 'پاییز', 'Autumn', '2026-11', \
    'confidential', $3, 'قول', 'Promise', 0)";
const ADD_QUESTIONNAIRE: &str = "INSERT INTO questionnaire (organisation_id, id, key, version, document, frozen_at) \
    VALUES ($1, $2, $3, 1, $4, 0)";
const ADD_WORDING: &str = "INSERT INTO survey_questionnaire (organisation_id, survey_id, wording, questionnaire_id) \
    VALUES ($1, $2, $3, $4)";
const ADD_UNIT: &str = "INSERT INTO survey_unit (organisation_id, survey_id, unit_id, parent_id, name_fa, name_en) \
    VALUES ($1, $2, $3, $4, 'شعبه', 'Branch')";
const ADD_INVITATION: &str = "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, unit_id, token_hash) \
    VALUES ($1, $2, $3, 'employee', 'employee', $4, $5)";
const ADD_SEALED: &str = "INSERT INTO sealed_response (organisation_id, survey_id, id, body) VALUES ($1, $2, $3, $4)";
const SET_STATE: &str = "UPDATE survey SET state = $3 WHERE organisation_id = $1 AND id = $2";
const STATE: &str = "SELECT state FROM survey WHERE organisation_id = $1 AND id = $2";

/// A closed wave of a company with two branches.
async fn wave(t: &TestCore) {
    let organisation = t.ctx.organisation.0;
    let rules = serde_json::to_string(&Rules::default()).expect("writes");
    let mut tx = t.core.db.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| {
        let add = sqlx::query(ADD_SURVEY).bind(organisation).bind(SURVEY.0).bind(rules);
        add.execute(&mut *c).await.expect("adds a survey");
        for (id, wording, trust) in [(31, "employee", Trust::Employee), (32, "customer", Trust::Customer)] {
            let (id, document) = (Uuid::from_u128(id), builtin::trust(trust));
            let text = serde_json::to_string(document).expect("writes");
            let add = sqlx::query(ADD_QUESTIONNAIRE).bind(organisation).bind(id).bind(&document.key).bind(text);
            add.execute(&mut *c).await.expect("adds a questionnaire");
            let add = sqlx::query(ADD_WORDING).bind(organisation).bind(SURVEY.0).bind(wording).bind(id);
            add.execute(&mut *c).await.expect("adds a wording");
        }
        for (unit, parent) in [(UNITS[0], None), (UNITS[1], Some(UNITS[0].0)), (UNITS[2], Some(UNITS[0].0))] {
            let add = sqlx::query(ADD_UNIT).bind(organisation).bind(SURVEY.0).bind(unit.0).bind(parent);
            add.execute(&mut *c).await.expect("adds a unit");
        }
        for number in 0..40u8 {
            let unit = UNITS[1 + usize::from(number % 2)];
            let add = sqlx::query(ADD_INVITATION).bind(organisation).bind(t.core.new_id()).bind(SURVEY.0);
            let add = add.bind(unit.0).bind(vec![number; 32]);
            add.execute(&mut *c).await.expect("adds an invitation");
        }
    });
    tx.commit().await.expect("commits");
}

/// So many employees of a unit, who answer around `score` and write something.
async fn answer(t: &TestCore, unit: UnitId, people: usize, score: u8) {
    let mut tx = t.core.db.write().await.expect("a transaction");
    for person in 0..people {
        let score = Answer::Score(score + u8::from(person % 2 == 0));
        let mut answers: Answers =
            ["reach.1", "reach.2", "speed.1", "speed.2"].map(|key| (key.to_owned(), score.clone())).into();
        answers.insert("comment".to_owned(), Answer::Text(format!("comment {person}")));
        let group = Group { side: Side::Employee, unit, level: None, tenure: None, subject: None, relationship: None };
        let asked = builtin::trust(Trust::Employee);
        let body = seal::seal(&Response { group, answers }, asked).expect("asked");
        on_engine!(&mut tx, |c| sqlx::query(ADD_SEALED)
            .bind(t.ctx.organisation.0)
            .bind(SURVEY.0)
            .bind(t.core.new_id())
            .bind(body)
            .execute(c)
            .await
            .map(|_| ()))
        .expect("seals");
    }
    tx.commit().await.expect("commits");
}

async fn set_state(t: &TestCore, state: &str) {
    let mut tx = t.core.db.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(SET_STATE)
        .bind(t.ctx.organisation.0)
        .bind(SURVEY.0)
        .bind(state)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("changes the state");
    tx.commit().await.expect("commits");
}

async fn state(t: &TestCore) -> String {
    let mut tx = t.core.db.read().await.expect("reads");
    on_engine!(&mut tx, |c| sqlx::query_scalar(STATE).bind(t.ctx.organisation.0).bind(SURVEY.0).fetch_one(c).await)
        .expect("reads")
}

async fn stored(t: &TestCore, scope: Scope) -> Vec<Cell> {
    let mut tx = t.core.db.read().await.expect("reads");
    let head = latest(&mut tx, t.ctx.organisation, SURVEY).await.expect("reads").expect("is released");
    cells(&mut tx, t.ctx.organisation, head.id, scope).await.expect("reads")
}

fn index<'a>(cells: &'a [Cell], unit: Option<UnitId>, topic: &str) -> &'a Shown {
    let wanted = |cell: &&Cell| {
        cell.unit == unit && cell.side == Some(Side::Employee) && cell.topic == topic && cell.figure == Figure::Index
    };
    &cells.iter().find(wanted).expect("the cell is there").shown
}

both_engines!(a_closed_survey_is_released_and_what_is_stored_is_read_back, |t| {
    wave(&t).await;
    answer(&t, UNITS[1], 12, 3).await;
    answer(&t, UNITS[2], 14, 2).await;
    let id = release(&t.ctx, SURVEY).await.expect("releases");
    assert_eq!(state(&t).await, "released");
    let all = stored(&t, Scope::All).await;
    assert_eq!(index(&all, None, "reach").n(), Some(26));
    let branch = index(&all, Some(UNITS[1]), "reach");
    assert_eq!((branch.exact(), branch.n()), (Some(63.0), Some(12)));
    let of_unit = stored(&t, Scope::Unit(UNITS[1])).await;
    assert!(!of_unit.is_empty() && of_unit.iter().all(|cell| cell.unit == Some(UNITS[1])));
    let participation = of_unit.iter().find(|cell| cell.figure == Figure::Participation).expect("is there");
    assert_eq!(participation.shown, Shown::Parts { values: vec![20.0, 12.0], ends: vec![], n: Some(12) });
    let mut tx = t.core.db.read().await.expect("reads");
    let head = find(&mut tx, t.ctx.organisation, id).await.expect("reads").expect("is there");
    assert_eq!((head.version, head.promise.en.as_str(), head.rules), (1, "Promise", Rules::default()));
    assert_eq!(head.released_on.to_string(), "2026-11-21");
    let texts = comments(&mut tx, t.ctx.organisation, id, Scope::Unit(UNITS[2])).await.expect("reads");
    assert_eq!(texts.len(), 14);
});

both_engines!(an_open_survey_shows_nothing, |t| {
    wave(&t).await;
    answer(&t, UNITS[1], 12, 3).await;
    for open in ["draft", "open"] {
        set_state(&t, open).await;
        assert!(matches!(release(&t.ctx, SURVEY).await, Err(Error::Conflict(_))), "{open}");
        assert_eq!(state(&t).await, open);
    }
    let mut tx = t.core.db.read().await.expect("reads");
    assert_eq!(latest(&mut tx, t.ctx.organisation, SURVEY).await.expect("reads"), None);
});

both_engines!(a_small_branch_takes_the_other_with_it, |t| {
    wave(&t).await;
    answer(&t, UNITS[1], 4, 3).await;
    answer(&t, UNITS[2], 9, 2).await;
    release(&t.ctx, SURVEY).await.expect("releases");
    let all = stored(&t, Scope::All).await;
    let reason = |unit| match index(&all, Some(unit), "reach") {
        Shown::Hidden { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    assert_eq!(reason(UNITS[1]), Some(HiddenReason::TooFew { threshold: 5 }));
    assert_eq!(reason(UNITS[2]), Some(HiddenReason::ProtectsSibling));
    assert_eq!(index(&all, Some(UNITS[0]), "reach").n(), Some(13));
});

both_engines!(late_answers_make_a_new_version_only_if_they_are_enough, |t| {
    wave(&t).await;
    answer(&t, UNITS[1], 12, 3).await;
    answer(&t, UNITS[2], 14, 2).await;
    release(&t.ctx, SURVEY).await.expect("releases");
    let first = stored(&t, Scope::All).await;
    answer(&t, UNITS[1], 4, 4).await;
    assert!(matches!(release(&t.ctx, SURVEY).await, Err(Error::Conflict(_))));
    assert_eq!(stored(&t, Scope::All).await, first, "the earlier one stays");
    answer(&t, UNITS[1], 1, 4).await;
    release(&t.ctx, SURVEY).await.expect("five more");
    assert_eq!(index(&stored(&t, Scope::All).await, Some(UNITS[1]), "reach").n(), Some(17));
});

both_engines!(another_organisation_finds_nothing_to_release, |t| {
    wave(&t).await;
    let other = organisation(&t.core, "hr@other.example").await;
    assert!(matches!(release(&other, SURVEY).await, Err(Error::NotFound)));
    let mut nobody = t.ctx.clone();
    nobody.grants.clear();
    assert!(matches!(release(&nobody, SURVEY).await, Err(Error::Refused(_))));
    assert_eq!(state(&t).await, "closed");
});

/// All Rust and SQL files of the product itself, without tests and migrations.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !["target", "tests", "migrations", "node_modules", ".git", "testing"].contains(&name) {
            sources(&path, found);
        } else if path.is_file() && (name.ends_with(".rs") || name.ends_with(".sql")) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path.display().to_string().replace('\\', "/"), text));
        }
    }
}

#[test]
fn only_the_release_builder_reads_sealed_answers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository");
    let mut found = Vec::new();
    for folder in ["app", "server", "xtask"] {
        sources(&root.join(folder), &mut found);
    }
    assert!(found.len() > 50, "the sources are there");
    let naming = |word: &str| -> Vec<&str> {
        let files = found.iter().filter(|(_, text)| text.contains(word)).map(|(path, _)| path.as_str());
        files.map(|path| path.strip_prefix(root.to_str().unwrap_or_default()).unwrap_or(path)).collect()
    };
    let (builder, intake) = ("/server/core/src/release/store.rs", "/server/core/src/intake/store.rs");
    let mut tables = naming("sealed_response");
    tables.sort_unstable();
    assert_eq!(tables, [intake, builder], "no other file names their table");
    let intake = found.iter().find(|(path, _)| path.ends_with(intake)).expect("found above");
    assert!(!intake.1.contains("FROM sealed_response"), "the intake only writes");
    let openers = naming("seal::Opener");
    assert_eq!(openers, ["/server/core/src/release/build.rs"], "nobody else opens an envelope");
}
