//! One person by hand: added, or changed. The same rules as an import, a problem beside each field.

use ayeneh_domain::{
    bilingual::Locale,
    digits,
    ids::{PersonId, UnitId},
    mail_address::MailAddress,
    people::{Level, TenureBand, chain},
    permission::{Grant, Right},
    plain_text,
};
use ayeneh_text as text;

use super::{
    list::Manager,
    roles::{self, following, places, stands_in, usual},
    rows::Person,
    store,
    units::Units,
};
use crate::{Ctx, Error, Problem, Result, db::Tx, sign_in};

/// Longest code, in characters, as in a file.
const CODE_CHARS: usize = 64;
/// Longest name, in characters, as in a file.
const NAME_CHARS: usize = 200;

/// A person as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// The personnel code; only for somebody new.
    pub code: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The unit, by identifier or code.
    pub unit: String,
    /// The manager, by identifier, code or mail address; empty for none.
    pub manager: String,
    /// The key of a level.
    pub level: String,
    /// The key of a tenure band.
    pub tenure: String,
    /// `fa` or `en`.
    pub locale: String,
}

impl PersonDraft {
    /// The person as a form shows them first.
    pub fn of(person: &Person, manager: Option<&Manager>) -> Self {
        Self {
            code: person.code.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
            unit: person.unit.to_string(),
            manager: manager.map(|manager| manager.code.clone()).unwrap_or_default(),
            level: person.level.key().into(),
            tenure: person.tenure.key().into(),
            locale: person.locale.tag().into(),
        }
    }
}

/// Adds a person with the usual roles of their place and level.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::Invalid`] with a problem a field.
pub async fn add(ctx: &Ctx, draft: &PersonDraft) -> Result<PersonId> {
    let mut tx = ctx.write().await?;
    let desk = Desk::load(ctx, &mut tx).await?;
    let person = desk.read(draft, None)?;
    let grants = desk.roles(&[], &[], &usual(person.level, person.unit))?;
    put(ctx, &mut tx, &person).await?;
    roles::replace(ctx, &mut tx, person.id, &grants).await?;
    tx.commit().await?;
    Ok(person.id)
}

/// Changes a person. Roles that come with place and level follow; those given by hand stay. With another address, links
/// that are under way to the old one are void.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] also for somebody out of reach; [`Error::Invalid`] with a
/// problem a field.
pub async fn change(ctx: &Ctx, id: PersonId, draft: &PersonDraft) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (was, _) = roles::within_reach(ctx, &mut tx, id).await?;
    let desk = Desk::load(ctx, &mut tx).await?;
    let person = desk.read(draft, Some(&was))?;
    let had = store::grants(&mut tx, ctx.organisation, id).await?;
    if person.email != was.email {
        if !stands_in(ctx, &desk.units, &had) {
            return Err(Error::invalid(Problem::field("email", |l| text::people_edit::email_of_more(l).to_owned())));
        }
        sign_in::store::delete_links(&mut tx, ctx.organisation, id).await?;
    }
    let grants = desk.roles(&had, &usual(was.level, was.unit), &usual(person.level, person.unit))?;
    put(ctx, &mut tx, &person).await?;
    if grants != had {
        roles::replace(ctx, &mut tx, id, &grants).await?;
    }
    Ok(tx.commit().await?)
}

async fn put(ctx: &Ctx, tx: &mut Tx, person: &Person) -> Result<()> {
    let done = store::put_people(tx, ctx.organisation, std::slice::from_ref(person), ctx.core.now_ms()).await;
    match done {
        // On PostgreSQL somebody else may have taken it since it was looked for.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(Error::invalid(email_taken())),
        done => Ok(done?),
    }
}

fn email_taken() -> Problem {
    Problem::field("email", |l| text::people_edit::email_taken(l).to_owned())
}

/// What has to be known to read a draft.
struct Desk<'a> {
    ctx: &'a Ctx,
    units: Units,
    people: Vec<Person>,
}

impl<'a> Desk<'a> {
    async fn load(ctx: &'a Ctx, tx: &mut Tx) -> Result<Self> {
        ctx.require(Right::PeopleManage)?;
        let units = Units::load(tx, ctx.organisation).await?;
        Ok(Self { ctx, units, people: store::all(tx, ctx.organisation).await? })
    }

    /// The person that a draft makes of who was there before, or of nobody.
    fn read(&self, draft: &PersonDraft, was: Option<&Person>) -> Result<Person> {
        let mut problems = Vec::new();
        let id = was.map_or_else(|| PersonId(self.ctx.core.new_id()), |was| was.id);
        let code = match was {
            Some(was) => Ok(was.code.clone()),
            None => self.code(&draft.code),
        };
        let code = noted(code, &mut problems);
        let name = noted(required("name", &draft.name, NAME_CHARS), &mut problems);
        let email = noted(self.email(&draft.email, id), &mut problems);
        let unit = noted(self.unit(&draft.unit, was), &mut problems);
        let manager = noted(self.manager(&draft.manager, id, was), &mut problems);
        let level = noted(choice("level", Level::from_key(&draft.level)), &mut problems);
        let tenure = noted(choice("tenure", TenureBand::from_key(&draft.tenure)), &mut problems);
        let locale = noted(choice("locale", Locale::from_tag(&draft.locale)), &mut problems);
        match (code, name, email, unit, manager, level, tenure, locale) {
            (
                Some(code),
                Some(name),
                Some(email),
                Some(unit),
                Some(manager),
                Some(level),
                Some(tenure),
                Some(locale),
            ) => {
                let theme = was.map_or_else(|| "auto".to_owned(), |was| was.theme.clone());
                let active = was.is_none_or(|was| was.active);
                let name = digits::fold_letters(&name);
                Ok(Person { id, code, name, email, unit, manager, level, tenure, locale, theme, active })
            }
            _ => Err(Error::Invalid(problems)),
        }
    }

    fn code(&self, typed: &str) -> std::result::Result<String, Problem> {
        let code = digits::fold(&required("code", typed, CODE_CHARS)?).into_owned();
        match self.people.iter().any(|person| person.code == code) {
            true => Err(Problem::field("code", |l| text::people_edit::code_taken(l).to_owned())),
            false => Ok(code),
        }
    }

    fn email(&self, typed: &str, id: PersonId) -> std::result::Result<String, Problem> {
        let address = MailAddress::parse(typed)
            .map_err(|fault| Problem::field("email", move |l| text::field_error::mail_address(l, fault)))?;
        let address = address.identity();
        match self.people.iter().any(|person| person.email == address && person.id != id) {
            true => Err(email_taken()),
            false => Ok(address),
        }
    }

    fn unit(&self, typed: &str, was: Option<&Person>) -> std::result::Result<UnitId, Problem> {
        let typed = digits::fold(typed.trim()).into_owned();
        let reach = self.ctx.reach(Right::PeopleManage);
        let by_id = typed.parse().ok().filter(|unit| self.units.tree().contains(*unit));
        let unit = by_id.or_else(|| self.units.by_code(&typed).map(|unit| unit.id));
        // Where the person is already, they may stay.
        unit.filter(|unit| self.units.tree().reaches(&reach, *unit) || was.is_some_and(|was| was.unit == *unit))
            .ok_or_else(|| Problem::field("unit", |l| text::people_edit::unit_unknown(l).to_owned()))
    }

    fn manager(
        &self,
        typed: &str,
        id: PersonId,
        was: Option<&Person>,
    ) -> std::result::Result<Option<PersonId>, Problem> {
        let typed = digits::fold(typed.trim()).into_owned();
        if typed.is_empty() {
            return Ok(None);
        }
        let (by_id, address) = (typed.parse::<PersonId>().ok(), typed.to_ascii_lowercase());
        let meant = |person: &&Person| by_id == Some(person.id) || person.code == typed || person.email == address;
        let stays = |person: &Person| was.is_some_and(|was| was.manager == Some(person.id));
        let found =
            self.people.iter().find(meant).filter(|person| (person.active && self.names(person)) || stays(person));
        let manager =
            found.ok_or_else(|| Problem::field("manager", |l| text::people_edit::manager_unknown(l).to_owned()))?;
        match self.would_circle(id, manager.id) {
            Some(codes) => Err(Problem::field("manager", |l| {
                text::people_file::cyclic_managers(l, text::isolate(&codes.join(", ")))
            })),
            None => Ok(Some(manager.id)),
        }
    }

    /// Whether who acts may name somebody as a manager: in reach, or known already because somebody in reach works for
    /// them. A code tried out must tell no name.
    fn names(&self, manager: &Person) -> bool {
        let reach = self.ctx.reach(Right::PeopleManage);
        let in_reach = |person: &Person| self.units.tree().reaches(&reach, person.unit);
        in_reach(manager) || self.people.iter().any(|person| person.manager == Some(manager.id) && in_reach(person))
    }

    /// The codes of the circle that arises if this person worked for that manager.
    fn would_circle(&self, id: PersonId, manager: PersonId) -> Option<Vec<&str>> {
        let place = |id: PersonId| self.people.iter().position(|person| person.id == id);
        let next = |person: &Person| place(if person.id == id { manager } else { person.manager? });
        let next: Vec<Option<usize>> = self.people.iter().map(next).collect();
        let circle = chain::cycles(&next).into_iter().next()?;
        Some(circle.into_iter().map(|at| self.people[at].code.as_str()).collect())
    }

    /// The roles that follow from another place or level, if who acts may hand on what changes. Being an employee is
    /// about oneself alone and is anybody's to give.
    fn roles(&self, had: &[Grant], before: &[Grant], after: &[Grant]) -> Result<Vec<Grant>> {
        let grants = following(had, before, after);
        let changed = grants.iter().filter(|grant| !had.contains(grant));
        let mut changed = changed.chain(had.iter().filter(|grant| !grants.contains(grant)));
        let own = |grant: &Grant| grant.role.rights().iter().all(|right| right.is_of_oneself());
        match changed.all(|grant| own(grant) || places(self.ctx, &self.units, *grant)) {
            true => Ok(grants),
            false => Err(Error::invalid(Problem::field("level", |l| text::people_edit::level_of_more(l).to_owned()))),
        }
    }
}

fn noted<T>(read: std::result::Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

/// A text that must be there, inner spaces single, so many characters at most.
pub(crate) fn required(field: &str, typed: &str, most: usize) -> std::result::Result<String, Problem> {
    let said = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.is_empty() {
        return Err(Problem::field(field, |l| text::field_errors::required(l).to_owned()));
    }
    if said.chars().count() > most {
        return Err(Problem::field(field, |l| text::field_errors::too_long(l, most)));
    }
    match plain_text::one_line(&said) {
        Ok(line) => Ok(line.into_owned()),
        Err(fault) => Err(Problem::field(field, |l| text::field_error::text(l, fault))),
    }
}

fn choice<T>(field: &str, chosen: Option<T>) -> std::result::Result<T, Problem> {
    chosen.ok_or_else(|| Problem::field(field, |l| text::field_errors::choose(l).to_owned()))
}
