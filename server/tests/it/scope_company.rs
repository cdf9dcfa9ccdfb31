//! A company with two branches that have everything twice. Whatever belongs to the branch «Zarrin» carries its name, or a
//! code that begins with `zs-`: where one of the two is seen, something of that branch is seen.

use ayeneh_core::{
    Ctx,
    customers::{Account, Contact, store as customers},
    cycles,
    historical::{OldSurvey, import_answers},
    import::{DraftKind, ImportFile, keep},
    measures::{ReadingLine, import_lines},
    on_engine,
    people::{Person, Unit, store as people},
    plans, release, results, surveys,
    testing::{self, closed_survey as made},
};
use ayeneh_domain::{
    answer::{Answer, Group, Response},
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    cycle::Move,
    ids::{AccountId, ContactId, PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
    questionnaire::Side,
    relationship::Relationship,
    survey::Kind,
};

const RENAME: &str = "UPDATE survey SET title_fa = $3, title_en = $3 WHERE organisation_id = $1 AND id = $2";
const FORGET: &str = "DELETE FROM survey_unit WHERE organisation_id = $1 AND survey_id = $2 AND unit_id = $3";

/// A branch with a team; the lead, and staff in the team.
pub struct Branch {
    pub name: &'static str,
    pub code: &'static str,
    pub unit: UnitId,
    pub team: UnitId,
    pub lead: PersonId,
    pub staff: Vec<PersonId>,
}

/// Both branches, with surveys of all kinds and states in each and across both.
pub struct Company {
    pub ours: Branch,
    pub theirs: Branch,
}

/// Builds it.
pub async fn company(ctx: &Ctx) -> Company {
    let ours = branch(ctx, "Sabz", "sn").await;
    let theirs = branch(ctx, "Zarrin", "zs").await;
    entangled(ctx, &ours, &theirs).await;
    let company = Company { ours, theirs };
    company.running(ctx).await;
    company.cycles(ctx).await;
    company.released(ctx).await;
    company.imported(ctx).await;
    company
}

fn person(ctx: &Ctx, (name, code): (String, String), unit: UnitId, manager: Option<PersonId>) -> Person {
    Person {
        id: PersonId(ctx.core.new_id()),
        email: format!("{code}@narvan.example"),
        name,
        code,
        unit,
        manager,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: Locale::En,
        theme: "auto".into(),
        active: true,
    }
}

fn contact(ctx: &Ctx, (name, code): (String, String), account: AccountId, unit: UnitId) -> Contact {
    let email = format!("{code}@kimia.example");
    let id = ContactId(ctx.core.new_id());
    Contact { id, code, account, name, email, locale: Locale::En, unit, active: true }
}

fn account(ctx: &Ctx, (name, code): (String, String), unit: UnitId) -> Account {
    let id = AccountId(ctx.core.new_id());
    Account { id, code, name, kind: AccountKind::Customer, segment: String::new(), unit }
}

async fn branch(ctx: &Ctx, name: &'static str, code: &'static str) -> Branch {
    let called = |what: &str| (format!("{name} {what}"), format!("{code}-{}", what.to_lowercase().replace(' ', "-")));
    let mut tx = ctx.write().await.expect("a transaction");
    let top = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let unit = |(name, code): (String, String), parent: UnitId| Unit {
        id: UnitId(ctx.core.new_id()),
        code,
        name: Bilingual::same(name),
        parent: Some(parent),
    };
    let house = unit(called("House"), top);
    let team = unit(called("Team"), house.id);
    for unit in [&house, &team] {
        people::insert_unit(&mut tx, ctx.organisation, unit).await.expect("adds");
    }
    let lead = person(ctx, called("Lead"), house.id, None);
    let staff: Vec<Person> =
        (1..=6).map(|n| person(ctx, called(&format!("Person {n}")), team.id, Some(lead.id))).collect();
    let everybody = [std::slice::from_ref(&lead), &staff].concat();
    people::put_people(&mut tx, ctx.organisation, &everybody, 0).await.expect("adds");
    let manages = Grant { role: Role::Manager, unit: Some(house.id) };
    people::put_grants(&mut tx, ctx.organisation, &[(ctx.core.new_id(), lead.id, manages)]).await.expect("a grant");
    let account = account(ctx, called("Account"), team.id);
    customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
    let contacts: Vec<Contact> =
        (1..=6).map(|n| contact(ctx, called(&format!("Contact {n}")), account.id, team.id)).collect();
    customers::put_contacts(&mut tx, ctx.organisation, &contacts, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let staff = staff.into_iter().map(|person| person.id).collect();
    Branch { name, code, unit: house.id, team: team.id, lead: lead.id, staff }
}

/// Somebody there reports to somebody here, and serves a contact of an account here.
async fn entangled(ctx: &Ctx, ours: &Branch, theirs: &Branch) {
    let mut tx = ctx.write().await.expect("a transaction");
    let report = person(ctx, ("Zarrin Far Report".into(), "zs-far".into()), theirs.team, Some(ours.staff[5]));
    people::put_people(&mut tx, ctx.organisation, &[report], 0).await.expect("adds");
    let shared = account(ctx, ("Sabz Shared".into(), "sn-shared".into()), ours.team);
    let far = contact(ctx, ("Zarrin Far Contact".into(), "zs-far".into()), shared.id, theirs.team);
    customers::insert_account(&mut tx, ctx.organisation, &shared).await.expect("adds");
    customers::put_contacts(&mut tx, ctx.organisation, &[far], 0).await.expect("adds");
    tx.commit().await.expect("commits");
}

impl Company {
    fn both(&self) -> [&Branch; 2] {
        [&self.ours, &self.theirs]
    }

    /// Drafts and open surveys: of each branch, and of the whole company.
    async fn running(&self, ctx: &Ctx) {
        let whole = surveys::choosable_units(ctx).await.expect("units");
        let top = whole.iter().find(|unit| unit.parent.is_none()).expect("the company").id;
        launched(ctx, Kind::Wave, "Whole", &[top], "").await;
        for branch in self.both() {
            for kind in [Kind::Wave, Kind::Assessment, Kind::Recovery] {
                launched(ctx, kind, branch.name, &[branch.unit], "").await;
            }
            draft(ctx, Kind::Wave, branch.name, &[branch.unit], "").await;
        }
    }

    /// Cycles: a draft, one in which raters are chosen, one in which people rate; and one about people of both branches.
    async fn cycles(&self, ctx: &Ctx) {
        for branch in self.both() {
            let about = format!("{}-person-1", branch.code);
            draft(ctx, Kind::Cycle, branch.name, &[], &about).await;
            let choosing = draft(ctx, Kind::Cycle, branch.name, &[], &about).await;
            let until = cycles::NewSettings {
                most_reviews: "8".into(),
                nominate_until: "2026-12-01".into(),
                ..cycles::NewSettings::default()
            };
            cycles::settle(ctx, choosing, &until).await.expect("settles");
            cycles::advance(ctx, choosing, Move::AskForNominations).await.expect("asks");
            launched(ctx, Kind::Cycle, branch.name, &[], &about).await;
        }
        launched(ctx, Kind::Cycle, "Whole", &[], "sn-person-1 zs-person-1").await;
    }

    /// Closed and released: of the whole company with what both branches said, and of the other branch alone.
    async fn released(&self, ctx: &Ctx) {
        let kinds = [Kind::Wave, Kind::Assessment, Kind::Recovery, Kind::Cycle];
        for (at, kind) in kinds.into_iter().enumerate() {
            let whole = made::survey(ctx, kind, &format!("2026-0{}", at + 1)).await;
            let other = made::survey(ctx, kind, &format!("2026-0{}", at + 5)).await;
            self.rename(ctx, other).await;
            for (survey, branches) in [(whole, self.both().as_slice()), (other, &[&self.theirs])] {
                for branch in branches {
                    answered(ctx, survey, kind, branch).await;
                }
                release::release(ctx, survey).await.expect("releases");
                if kind == Kind::Cycle {
                    results::release_reports(ctx, survey).await.expect("opens");
                    for branch in branches {
                        planned(ctx, survey, branch).await;
                    }
                }
            }
        }
    }

    /// Makes a survey one of the other branch.
    async fn rename(&self, ctx: &Ctx, survey: SurveyId) {
        let mut tx = ctx.write().await.expect("a transaction");
        let (organisation, title) = (ctx.organisation.0, "Zarrin alone");
        on_engine!(&mut tx, |c| {
            for unit in [self.ours.unit, self.ours.team] {
                let forget = sqlx::query(FORGET).bind(organisation).bind(survey.0).bind(unit.0);
                forget.execute(&mut *c).await.expect("forgets");
            }
            sqlx::query(RENAME).bind(organisation).bind(survey.0).bind(title).execute(c).await.map(|_| ())
        })
        .expect("renames");
        tx.commit().await.expect("commits");
    }

    /// Old answers, readings of measures, and files that wait to be confirmed.
    async fn imported(&self, ctx: &Ctx) {
        let file = |text: String| vec![ImportFile { name: "file.csv".into(), bytes: text.into_bytes() }];
        let rows: String = (0..30).map(|n| format!("zs-team,Zarrin item,{},2025-08,r{n}\n", 3 + n % 3)).collect();
        let old = OldSurvey {
            title: Bilingual::same("Zarrin of old"),
            side: Side::Customer,
            points: 5,
            period: String::new(),
            rows_are_people: false,
        };
        let answers = file(format!("unit,item,value,period,respondent\n{rows}"));
        import_answers(ctx, &old, answers).await.expect("imports");
        let reading = |(row, unit): (u32, &str)| ReadingLine {
            row,
            measure: "revenue".into(),
            unit: unit.into(),
            month: "2026-10".into(),
            value: "12".into(),
        };
        let readings: Vec<ReadingLine> = [(2, "sn-team"), (3, "zs-team")].map(reading).into();
        import_lines(ctx, &readings).await.expect("imports");
        let people = "code,name,email,unit\nzs-new,Zarrin New,zs-new@narvan.example,zs-team\n";
        keep(ctx, DraftKind::People, &file(people.into())).await.expect("waits");
        let contacts = "account,code,name,email,unit\nzs-account,zs-new,Zarrin New,zs-new@kimia.example,zs-team\n";
        keep(ctx, DraftKind::Customers, &file(contacts.into())).await.expect("waits");
    }
}

async fn draft(ctx: &Ctx, kind: Kind, title: &str, units: &[UnitId], people: &str) -> SurveyId {
    let new = surveys::NewSurvey {
        kind,
        title: Bilingual::same(format!("{title} {}", kind.key())),
        period: "2026-11".into(),
        closes_on: "2026-12-10".into(),
        units: units.to_vec(),
        people: people.into(),
        ranking: None,
    };
    surveys::create(ctx, &new).await.expect("a draft")
}

async fn launched(ctx: &Ctx, kind: Kind, title: &str, units: &[UnitId], people: &str) {
    let survey = draft(ctx, kind, title, units, people).await;
    surveys::launch(ctx, survey).await.expect("launches");
}

/// A goal of everybody there whose report is open.
async fn planned(ctx: &Ctx, cycle: SurveyId, branch: &Branch) {
    for person in &branch.staff {
        let mut own = testing::acting_as(&ctx.core, ctx.organisation, *person).await;
        own.grants = vec![Grant { role: Role::Employee, unit: None }];
        if let Ok(plan) = plans::plan(&own, cycle, *person).await {
            let aim = format!("{} aim", branch.name);
            plans::add_goal(&own, cycle, *person, &plan.offered[0].key, &aim).await.expect("a goal");
        }
    }
}

/// Thirty answers a side, with words that carry the branch's name.
async fn answered(ctx: &Ctx, survey: SurveyId, kind: Kind, branch: &Branch) {
    let seal = async |group: &Group| {
        let mut answers = made::responses(group, kind, 30, |n, _| 2 + (n % 3) as u8);
        answers.iter_mut().for_each(|response| sign(response, branch));
        made::seal(ctx, survey, &answers).await;
    };
    if kind == Kind::Cycle {
        let subject = branch.staff[1];
        made::subject(ctx, survey, subject, branch.team).await;
        for (relationship, side) in [(Relationship::Peer, Side::Employee), (Relationship::Customer, Side::Customer)] {
            let (who, relationship) = (Some(subject), Some(relationship));
            seal(&Group { subject: who, relationship, ..made::group(side, branch.team) }).await;
        }
        return;
    }
    let level = (kind != Kind::Wave).then_some(Level::Staff);
    seal(&Group { level, ..made::group(Side::Employee, branch.team) }).await;
    if kind == Kind::Wave {
        seal(&made::group(Side::Customer, branch.team)).await;
    }
}

fn sign(response: &mut Response, branch: &Branch) {
    for answer in response.answers.values_mut() {
        if let Answer::Text(words) = answer {
            *words = format!("{} {words}", branch.name);
        }
    }
}
