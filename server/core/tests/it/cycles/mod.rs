//! Review cycles on both engines: a company, a cycle in it, and what the tests of a phase stand on.

mod lists;
mod rating;
mod talks;

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{Account, Contact, store as customers},
    cycles::{
        self, Change, NewSettings, TaskKind, advance, advance_due, approve, change, count_progress, decline, declined,
        find, hand_back, list, progress, replace, send, settle, take_back, tasks,
    },
    intake::Receipt,
    mail,
    people::{Person, Unit, store as people},
    random::SystemRandom,
    respond::{self, Opened},
    results,
    surveys::{self, NewSurvey, close, create, launch, links, remind},
    testing::{TestCore, acting_as},
};
use ayeneh_domain::{
    answer::check_form,
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    cycle::{Chooser, Decline, Gate, ListState, Move, Phase},
    ids::{AccountId, ContactId, InvitationId, PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Right, Role},
    relationship::Relationship,
    survey::{Kind, raters::RaterId},
};
use uuid::Uuid;

pub(super) const DAY_MS: i64 = 86_400_000;

/// A boss above a leader with six reports, a stranger in another unit, five customers and a supplier of the leader's unit.
pub(super) struct Company {
    pub(super) unit: UnitId,
    pub(super) boss: PersonId,
    pub(super) leader: PersonId,
    pub(super) team: Vec<PersonId>,
    pub(super) stranger: PersonId,
    pub(super) customers: Vec<ContactId>,
}

pub(super) fn person(id: Uuid, code: &str, unit: UnitId, manager: Option<PersonId>) -> Person {
    Person {
        id: PersonId(id),
        code: code.into(),
        name: format!("شخص {code}"),
        email: format!("{code}@narvan.example"),
        unit,
        manager,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: Locale::Fa,
        theme: "auto".into(),
        active: true,
    }
}

pub(super) async fn company(ctx: &Ctx) -> Company {
    let core = &ctx.core;
    let mut tx = ctx.write().await.expect("a transaction");
    let top = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let [unit, elsewhere] = [(); 2].map(|()| UnitId(core.new_id()));
    for (id, code) in [(unit, "N"), (elsewhere, "S")] {
        let unit = Unit { id, code: code.into(), parent: Some(top), name: Bilingual::new("شعبه", code) };
        people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
    }
    let [boss, leader, stranger] = [(); 3].map(|()| PersonId(core.new_id()));
    let mut all = vec![person(boss.0, "b1", unit, None), person(leader.0, "l1", unit, Some(boss))];
    let team: Vec<PersonId> = (0..6).map(|_| PersonId(core.new_id())).collect();
    all.extend(team.iter().enumerate().map(|(n, id)| person(id.0, &format!("t{n}"), unit, Some(leader))));
    all.push(person(stranger.0, "x1", elsewhere, None));
    for person in &all {
        people::insert_person(&mut tx, ctx.organisation, person, 0).await.expect("adds");
        let grant = Grant { role: Role::Employee, unit: None };
        people::insert_grant(&mut tx, ctx.organisation, core.new_id(), person.id, grant).await.expect("gives");
    }
    let mut contacts = Vec::new();
    for (code, kind, count) in [("K", AccountKind::Customer, 5), ("L", AccountKind::Supplier, 1)] {
        let (id, name) = (AccountId(core.new_id()), format!("شرکت {code}"));
        let account = Account { id, code: code.into(), name, kind, segment: String::new(), unit };
        customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
        contacts.extend((0..count).map(|n| Contact {
            id: ContactId(core.new_id()),
            code: format!("{code}{n}"),
            account: id,
            name: format!("مخاطب {code}{n}"),
            email: format!("{code}{n}@customer.example").to_lowercase(),
            locale: Locale::En,
            unit,
            active: true,
        }));
    }
    customers::put_contacts(&mut tx, ctx.organisation, &contacts, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let customers = contacts.iter().take(5).map(|contact| contact.id).collect();
    Company { unit, boss, leader, team, stranger, customers }
}

/// A draft cycle that reviews the leader and the first of the team, with choosing until in ten days.
pub(super) async fn nominating(t: &TestCore) -> (Company, SurveyId) {
    let company = company(&t.ctx).await;
    let id = cycle(t, "l1 t0").await;
    settle(&t.ctx, id, &settings("۱۴۰۵/۰۹/۱۰")).await.expect("settles");
    assert_eq!(advance(&t.ctx, id, Move::AskForNominations).await.expect("asks"), 2);
    (company, id)
}

pub(super) async fn cycle(t: &TestCore, people: &str) -> SurveyId {
    let new = NewSurvey {
        kind: Kind::Cycle,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "۱۴۰۵/۱۰/۱۵".into(),
        units: Vec::new(),
        people: people.into(),
    };
    create(&t.ctx, &new).await.expect("a draft")
}

pub(super) fn settings(until: &str) -> NewSettings {
    let limits =
        [(Relationship::Peer, "۳", "۴"), (Relationship::DirectReport, "0", "12"), (Relationship::Customer, "1", "6")];
    NewSettings {
        limits: limits.into_iter().map(|(of, least, most)| (of, (least.to_owned(), most.to_owned()))).collect(),
        most_reviews: "8".into(),
        gate: Gate::Manager,
        nominate_until: until.into(),
    }
}

pub(super) async fn as_person(t: &TestCore, person: PersonId) -> Ctx {
    acting_as(&t.core, t.ctx.organisation, person).await
}

pub(super) fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.into_iter().filter_map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

pub(super) async fn invitation(ctx: &Ctx, id: SurveyId, subject: PersonId, relationship: Relationship) -> InvitationId {
    let list = list(ctx, id, subject, "").await.expect("a list");
    let mut of = list.chosen.into_iter().filter(|one| one.relationship == relationship);
    of.next().expect("somebody of the relation").invitation
}
