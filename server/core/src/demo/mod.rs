//! The demo company: «بیمهٔ نارون / Narvan Insurance», invented by a seeded generator and said to be so on its pages.
//!
//! Only people, customers and readings are written; everything else goes the way of real data: surveys are launched,
//! answers are taken in and sealed, releases are built from them. So no page shows what the product could not make.

mod answers;
mod chance;
mod choosing;
mod comments;
mod company;
mod market;
mod names;
mod readings;
mod rounds;
mod staff;
pub mod store;

use std::sync::Arc;

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    calendar::{DAY_MS, Date, Month},
    ids::{OrganisationId, PersonId},
    permission::{Grant, Role},
};

pub use self::rounds::{Round, plan};
use self::{chance::SEED, market::Market, staff::Staff};
use crate::{
    Core, CoreParts, Ctx, Error, Result,
    clock::MockClock,
    customers, doors, measures,
    organisation::{self, Organisation},
    people,
    random::SeededRandom,
    secret::Purpose,
    sign_in,
};

/// How far back the company begins.
const HISTORY_DAYS: i64 = 400;

/// How somebody may sign in to the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What the person shows.
    pub role: Role,
    /// The mail address.
    pub email: String,
    /// The password: made from the server's secret, so that no two demos share one.
    pub password: String,
}

/// What is in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// Nothing; the demo can be loaded.
    Nothing,
    /// The demo, complete.
    Demo,
    /// The demo, but its loading was interrupted.
    HalfOfTheDemo,
    /// An organisation that is not the demo.
    Somebody,
}

/// Looks what is in the database.
///
/// # Errors
/// The database's.
pub async fn there(core: &Core) -> Result<There> {
    let mut tx = core.db.read().await?;
    let found = doors::sign_in(&mut tx, &staff::address(Role::Hr)).await?;
    for door in found {
        let found = organisation::store::find(&mut tx, door.entrant.0).await?;
        if found.is_some_and(|organisation| organisation.invented) {
            // Passwords are set last.
            return Ok(if door.password_hash.is_some() { There::Demo } else { There::HalfOfTheDemo });
        }
    }
    Ok(if doors::any_organisation(&mut tx).await? { There::Somebody } else { There::Nothing })
}

/// Who may sign in to the demo; one for each role.
pub fn sign_ins(core: &Core) -> Vec<SignIn> {
    let roles = [Role::Hr, Role::Executive, Role::Manager, Role::Employee, Role::Interviewer, Role::Administrator];
    roles.map(|role| SignIn { role, email: staff::address(role), password: password(core, role) }).into()
}

fn password(core: &Core, role: Role) -> String {
    let number = u128::try_from(role.key().len()).unwrap_or_default() << 8;
    let token = core.secret.token(Purpose::Demo, uuid::Uuid::from_u128(number | role as u128));
    let plain: String = token.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    format!("narvan-{plain}")
}

/// Loads the demo into an empty database.
///
/// # Errors
/// [`Error::Internal`] where something is there already; the database's.
pub async fn load(core: &Core) -> Result<()> {
    if there(core).await? != There::Nothing {
        return Err(Error::Internal("the demo company needs an empty database".into()));
    }
    load_rounds(core, &plan(), true).await
}

/// Loads the company with some of its surveys, and with or without the cycle in which raters are being chosen, beside
/// whoever is there: tests need not wait for all.
///
/// # Errors
/// The database's.
pub async fn load_rounds(core: &Core, rounds: &[Round], choosing: bool) -> Result<()> {
    let today = Date::at(core.now_ms(), core.settings.utc_offset_minutes);
    let clock = Arc::new(MockClock::at(core.now_ms() - HISTORY_DAYS * DAY_MS));
    let inventor = Core::new(CoreParts {
        db: core.db.clone(),
        clock: clock.clone(),
        random: Arc::new(SeededRandom::new(SEED)),
        secret: core.secret.clone(),
        settings: core.settings.clone(),
    });
    let (organisation, staff) = company(&inventor, Month::of(today).plus(-1)).await?;
    let ctx = acting(&inventor, organisation, &staff)?;
    let mut stage = rounds::Stage::new(ctx, clock, &staff, today);
    for round in rounds {
        stage.run(round).await?;
    }
    if choosing {
        stage.choosing().await?;
    }
    inventor.stop().await;
    passwords(core, organisation, &staff).await
}

/// Units, people, customers, measures, readings and targets.
async fn company(core: &Core, last_month: Month) -> Result<(OrganisationId, Staff)> {
    let staff = Staff::invent(core);
    let market = Market::invent(core, |code| staff.unit_id(code));
    let own =
        Organisation { id: OrganisationId(core.new_id()), name: company_name(), locale: Locale::Fa, invented: true };
    let id = own.id;
    let now = core.now_ms();
    let mut tx = core.db.write().await?;
    organisation::store::insert(&mut tx, &own, now).await?;
    for unit in &staff.units {
        people::store::insert_unit(&mut tx, id, unit).await?;
    }
    for person in &staff.people {
        people::store::insert_person(&mut tx, id, person, now).await?;
    }
    for (person, grant) in &staff.grants {
        people::store::insert_grant(&mut tx, id, core.new_id(), *person, *grant).await?;
    }
    customers::store::put_accounts(&mut tx, id, &market.accounts).await?;
    customers::store::put_contacts(&mut tx, id, &market.contacts, now).await?;
    let mut set = measures::starter_set(core);
    readings::rename(&mut set);
    measures::store::insert_measures(&mut tx, id, &set).await?;
    measures::store::keep_readings(&mut tx, id, &readings::readings(&staff, &set, last_month)).await?;
    for target in readings::targets(&set) {
        measures::store::insert_target(&mut tx, id, core.new_id(), &target).await?;
    }
    tx.commit().await?;
    Ok((id, staff))
}

fn company_name() -> Bilingual {
    Bilingual::new("بیمهٔ نارون", "Narvan Insurance")
}

/// The HR lead at work.
fn acting(core: &Core, organisation: OrganisationId, staff: &Staff) -> Result<Ctx> {
    let shown = staff.shown.iter().find(|(role, _)| *role == Role::Hr).map(|(_, person)| *person);
    let person = shown.and_then(|id| staff.people.iter().find(|person| person.id == id));
    let person = person.ok_or_else(|| Error::Internal("nobody shows the role of HR".into()))?;
    Ok(Ctx {
        core: core.clone(),
        organisation,
        organisation_name: company_name(),
        invented: true,
        person: person.id,
        name: person.name.clone(),
        grants: vec![Grant { role: Role::Hr, unit: None }],
        scopes: None,
        locale: person.locale,
        theme: person.theme.clone(),
        reservation: None,
        faults: Vec::new(),
    })
}

/// Lets the six sign in, last of all: whoever can sign in finds everything there.
async fn passwords(core: &Core, organisation: OrganisationId, staff: &Staff) -> Result<()> {
    let mut hashes: Vec<(PersonId, String)> = Vec::new();
    for (role, person) in &staff.shown {
        hashes.push((*person, sign_in::hash_password(&*core.random, password(core, *role)).await?));
    }
    let mut tx = core.db.write().await?;
    store::mark_sent(&mut tx, organisation).await?;
    for (person, hash) in hashes {
        people::store::set_password(&mut tx, organisation, person, &hash).await?;
    }
    Ok(tx.commit().await?)
}
