//! Closed surveys with sealed answers, made without launching anything, ready to be released.

use crate::{
    Ctx,
    intake::seal,
    on_engine,
    people::{Person, Unit, store as people},
    surveys::store::survey::stored,
};
use ayeneh_domain::{
    answer::{Answer, Answers, Group, Response},
    bilingual::{Bilingual, Locale},
    ids::{PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    questionnaire::{Questionnaire, Side, builtin},
    relationship::Relationship,
    survey::{Kind, Wording},
};

const ADD_SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
    promise_fa, promise_en, created_at, form) VALUES ($1, $2, $3, 'closed', 'پاییز', 'Autumn', $4, 'confidential', $5, \
    'قول', 'Promise', 0, $6)";
const ADD_QUESTIONNAIRE: &str = "INSERT INTO questionnaire (organisation_id, id, key, version, document, frozen_at) \
    VALUES ($1, $2, $3, (SELECT count(*) + 1 FROM questionnaire WHERE organisation_id = $1 AND key = $3), $4, 0)";
const ADD_WORDING: &str = "INSERT INTO survey_questionnaire (organisation_id, survey_id, wording, questionnaire_id) \
    VALUES ($1, $2, $3, $4)";
const ADD_UNIT: &str = "INSERT INTO survey_unit (organisation_id, survey_id, unit_id, parent_id, name_fa, name_en) \
    VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_SUBJECT: &str =
    "INSERT INTO review_subject (organisation_id, survey_id, person_id, unit_id) VALUES ($1, $2, $3, $4)";
const ADD_INVITATION: &str = "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, person_id, unit_id, level, \
    subject_id, relationship, token_hash) VALUES ($1, $2, $3, 'employee', $4, $5, $6, $7, $8, $9, $10)";
const ADD_SEALED: &str = "INSERT INTO sealed_response (organisation_id, survey_id, id, body) VALUES ($1, $2, $3, $4)";

/// A unit below the company, named by its code.
pub async fn unit(ctx: &Ctx, code: &str, parent: Option<UnitId>) -> UnitId {
    let mut tx = ctx.write().await.expect("a transaction");
    let company = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let id = UnitId(ctx.core.new_id());
    let unit = Unit { id, name: Bilingual::same(code), code: code.into(), parent: parent.or(Some(company)) };
    people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
    tx.commit().await.expect("commits");
    id
}

/// A closed survey over all units, with the built-in questionnaires of its kind.
pub async fn survey(ctx: &Ctx, kind: Kind, period: &str) -> SurveyId {
    let (organisation, survey) = (ctx.organisation.0, ctx.core.new_id());
    let rules = serde_json::to_string(&kind.rules()).expect("writes");
    let mut tx = ctx.write().await.expect("a transaction");
    let units = people::units(&mut tx, ctx.organisation).await.expect("reads");
    let (stored, form) = stored(kind);
    on_engine!(&mut tx, |c| {
        let add =
            sqlx::query(ADD_SURVEY).bind(organisation).bind(survey).bind(stored).bind(period).bind(rules).bind(form);
        add.execute(&mut *c).await.expect("adds a survey");
        for wording in kind.wordings() {
            let (id, document) = (ctx.core.new_id(), wording.questionnaire());
            let text = serde_json::to_string(document).expect("writes");
            let add = sqlx::query(ADD_QUESTIONNAIRE).bind(organisation).bind(id).bind(&document.key).bind(text);
            add.execute(&mut *c).await.expect("adds a questionnaire");
            let add = sqlx::query(ADD_WORDING).bind(organisation).bind(survey).bind(wording.key()).bind(id);
            add.execute(&mut *c).await.expect("adds a wording");
        }
        for unit in &units {
            let add = sqlx::query(ADD_UNIT).bind(organisation).bind(survey).bind(unit.id.0);
            let add = add.bind(unit.parent.map(|parent| parent.0)).bind(&unit.name.fa).bind(&unit.name.en);
            add.execute(&mut *c).await.expect("adds a unit");
        }
    });
    tx.commit().await.expect("commits");
    SurveyId(survey)
}

/// Somebody who is reviewed.
pub async fn subject(ctx: &Ctx, cycle: SurveyId, person: PersonId, unit: UnitId) {
    let mut tx = ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| {
        let add = sqlx::query(ADD_SUBJECT).bind(ctx.organisation.0).bind(cycle.0).bind(person.0).bind(unit.0);
        add.execute(c).await.map(|_| ())
    })
    .expect("adds a subject");
    tx.commit().await.expect("commits");
}

/// New employees of a unit, without roles.
pub async fn staff(ctx: &Ctx, unit: UnitId, count: u32) -> Vec<PersonId> {
    let made = |_| {
        let id = PersonId(ctx.core.new_id());
        Person {
            id,
            code: id.to_string(),
            name: "کارمند".into(),
            email: format!("{id}@narvan.example"),
            unit,
            manager: None,
            level: Level::Staff,
            tenure: TenureBand::From1To3,
            locale: Locale::En,
            theme: "auto".into(),
            active: true,
        }
    };
    let staff: Vec<Person> = (0..count).map(made).collect();
    let mut tx = ctx.write().await.expect("a transaction");
    people::put_people(&mut tx, ctx.organisation, &staff, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    staff.into_iter().map(|person| person.id).collect()
}

/// Invites employees as members of a group.
pub async fn invite(ctx: &Ctx, survey: SurveyId, group: &Group, invited: &[PersonId]) {
    let mut tx = ctx.write().await.expect("a transaction");
    for person in invited {
        on_engine!(&mut tx, |c| {
            let id = ctx.core.new_id();
            let add = sqlx::query(ADD_INVITATION).bind(ctx.organisation.0).bind(id).bind(survey.0);
            let add = add.bind(group.side.key()).bind(person.0).bind(group.unit.0);
            let add = add.bind(group.level.map(Level::key)).bind(group.subject.map(|subject| subject.0));
            let add = add.bind(group.relationship.map(Relationship::key)).bind(id.as_bytes().to_vec());
            add.execute(c).await.map(|_| ())
        })
        .expect("invites");
    }
    tx.commit().await.expect("commits");
}

/// Seals answers, one for each response.
pub async fn seal(ctx: &Ctx, survey: SurveyId, responses: &[Response]) {
    let mut tx = ctx.write().await.expect("a transaction");
    for response in responses {
        let body = seal::seal(response, asked(response)).expect("asked");
        on_engine!(&mut tx, |c| {
            let add = sqlx::query(ADD_SEALED).bind(ctx.organisation.0).bind(survey.0).bind(ctx.core.new_id());
            add.bind(body).execute(c).await.map(|_| ())
        })
        .expect("seals");
    }
    tx.commit().await.expect("commits");
}

/// The built-in questionnaire that a response answers.
pub fn asked(response: &Response) -> &'static Questionnaire {
    let has = |questionnaire: &&Questionnaire, key: &String| questionnaire.items().any(|item| item.key == *key);
    let mut all = builtin::all().into_iter();
    all.find(|questionnaire| response.answers.keys().all(|key| has(questionnaire, key))).expect("built in")
}

/// A group of a side in a unit.
pub const fn group(side: Side, unit: UnitId) -> Group {
    Group { side, unit, level: None, tenure: None, subject: None, relationship: None }
}

/// So many responses of a group: `score` gives the answer of a person to an item, and everybody writes something.
pub fn responses(group: &Group, kind: Kind, people: u32, score: impl Fn(u32, &str) -> u8) -> Vec<Response> {
    let mut wordings = kind.wordings().iter().filter(|wording| match group.relationship {
        Some(relationship) => **wording == Wording::of(relationship),
        None => wording.side() == group.side,
    });
    let items: Vec<_> = wordings.next().into_iter().flat_map(|wording| wording.questionnaire().items()).collect();
    let answers = |person: u32| -> Answers {
        let answer = |item: &&ayeneh_domain::questionnaire::Item| match item.kind.score_range() {
            Some((least, most)) => Answer::Score(score(person, &item.key).clamp(least, most)),
            None => Answer::Text(format!("words {person}")),
        };
        items.iter().map(|item| (item.key.clone(), answer(item))).collect()
    };
    (0..people).map(|person| Response { group: group.clone(), answers: answers(person) }).collect()
}
