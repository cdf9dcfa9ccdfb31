//! What the file says, joined with the accounts and contacts that are known.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId, UnitId},
};
use ayeneh_text as text;

use super::{
    CustomersPlan, Effect, Sample,
    lines::{AccountLine, ContactLine, Lines, read},
};
use crate::{
    Core, Ctx, Error, Problem, Result,
    customers::{
        rows::{Account, Contact},
        store,
    },
    db::Tx,
    import::{Problems, Table},
    organisation, people,
};

/// How many rows a preview shows.
const SAMPLES: usize = 12;

/// What the organisation knows before an import.
pub struct Known {
    core: Core,
    units: BTreeMap<String, UnitId>,
    accounts: Vec<Account>,
    contacts: Vec<Contact>,
    locale: Locale,
}

impl Known {
    /// Whether the customers are what they were then, as far as an import cares.
    pub fn is_as(&self, then: &Self) -> bool {
        self.units == then.units
            && self.accounts == then.accounts
            && self.contacts == then.contacts
            && self.locale == then.locale
    }

    /// Reads it: to plan with, and once more within the transaction that writes.
    pub async fn load(tx: &mut Tx, ctx: &Ctx) -> Result<Self> {
        let organisation = organisation::store::find(tx, ctx.organisation).await?.ok_or(Error::NotFound)?;
        let units = people::store::units(tx, ctx.organisation).await?;
        Ok(Self {
            core: ctx.core.clone(),
            units: units.into_iter().map(|unit| (unit.code, unit.id)).collect(),
            accounts: store::accounts(tx, ctx.organisation).await?,
            contacts: store::all_contacts(tx, ctx.organisation).await?,
            locale: organisation.locale,
        })
    }

    fn unit(&self, row: u32, column: &str, code: &str, problems: &mut Problems) -> Option<UnitId> {
        let unit = self.units.get(code).copied();
        if unit.is_none() {
            problems.push(Problem::row(row, column, |l| text::customers_file::unknown_unit(l, text::isolate(code))));
        }
        unit
    }
}

/// The whole plan.
pub fn merge(known: &Known, tables: &[Table]) -> std::result::Result<CustomersPlan, Vec<Problem>> {
    let mut problems = Problems::default();
    let lines = read(tables, &mut problems);
    let mut plan = CustomersPlan::default();
    let accounts = accounts(known, &lines, &mut plan, &mut problems);
    unique(known, &lines, &mut problems);
    contacts(known, &lines, &accounts, &mut plan, &mut problems);
    problems.or_else_named()?;
    Ok(plan)
}

/// Every account there will be, by code, with those that change in the plan.
fn accounts(
    known: &Known,
    lines: &Lines,
    plan: &mut CustomersPlan,
    problems: &mut Problems,
) -> BTreeMap<String, Account> {
    let mut all: BTreeMap<String, Account> = known.accounts.iter().map(|a| (a.code.clone(), a.clone())).collect();
    for (code, line) in joined(lines, problems) {
        let before = all.get(&code).cloned();
        let Some(account) = account(known, &line, before.as_ref(), problems) else { continue };
        let effect = effect(before.as_ref(), &account);
        plan.accounts.count(effect);
        if effect != Effect::Unchanged {
            plan.account_writes.push(account.clone());
        }
        all.insert(code, account);
    }
    all
}

/// What several rows say of each account, which must be the same.
fn joined(lines: &Lines, problems: &mut Problems) -> BTreeMap<String, AccountLine> {
    let mut found: BTreeMap<String, AccountLine> = BTreeMap::new();
    for line in &lines.accounts {
        let Some(kept) = found.get_mut(&line.code) else {
            found.insert(line.code.clone(), line.clone());
            continue;
        };
        let mut differs = |column: &str| {
            problems.push(Problem::row(line.row, column, |l| {
                text::customers_file::account_differs(l, text::isolate(&line.code), kept.row)
            }));
        };
        for (column, clash) in [
            ("account_name", clash(&kept.name, &line.name)),
            ("kind", clash(&kept.kind, &line.kind)),
            ("segment", clash(&kept.segment, &line.segment)),
            ("unit", clash(&kept.unit, &line.unit)),
        ] {
            if clash {
                differs(column);
            }
        }
        kept.name = kept.name.take().or_else(|| line.name.clone());
        kept.kind = kept.kind.or(line.kind);
        kept.segment = kept.segment.take().or_else(|| line.segment.clone());
        kept.unit = kept.unit.take().or_else(|| line.unit.clone());
    }
    found
}

fn clash<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

fn account(known: &Known, line: &AccountLine, before: Option<&Account>, problems: &mut Problems) -> Option<Account> {
    let faults = problems.len();
    let mut missing = |column: &str, code: &str| {
        problems
            .push(Problem::row(line.row, column, |l| text::customers_file::account_incomplete(l, text::isolate(code))));
    };
    if before.is_none() && line.name.is_none() {
        missing("account_name", &line.code);
    }
    if before.is_none() && line.unit.is_none() {
        missing("unit", &line.code);
    }
    let unit = line.unit.as_ref().and_then(|code| known.unit(line.row, "unit", code, problems));
    if problems.len() > faults {
        return None;
    }
    Some(Account {
        id: before.map_or_else(|| AccountId(known.core.new_id()), |before| before.id),
        code: line.code.clone(),
        name: line.name.clone().or_else(|| before.map(|before| before.name.clone()))?,
        kind: line.kind.or(before.map(|before| before.kind)).unwrap_or(AccountKind::Customer),
        segment: line.segment.clone().or_else(|| before.map(|b| b.segment.clone())).unwrap_or_default(),
        unit: unit.or(before.map(|before| before.unit))?,
    })
}

fn effect<T: PartialEq>(before: Option<&T>, after: &T) -> Effect {
    match before {
        None => Effect::Added,
        Some(before) if before == after => Effect::Unchanged,
        Some(_) => Effect::Changed,
    }
}

/// Codes and addresses belong to one contact, in the file and beyond it.
fn unique(known: &Known, lines: &Lines, problems: &mut Problems) {
    let in_file: BTreeSet<&str> = lines.contacts.iter().map(|line| line.code.as_str()).collect();
    let holders: BTreeMap<&str, &Contact> = known.contacts.iter().map(|c| (c.email.as_str(), c)).collect();
    let (mut codes, mut emails) = (BTreeMap::new(), BTreeMap::new());
    for line in &lines.contacts {
        let first = *codes.entry(line.code.as_str()).or_insert(line.row);
        if first != line.row {
            problems.push(Problem::row(line.row, "code", |l| {
                text::import::duplicate_code(l, first, text::isolate(&line.code))
            }));
        }
        let first = *emails.entry(line.email.as_str()).or_insert(line.row);
        if first != line.row {
            problems.push(Problem::row(line.row, "email", |l| text::import::duplicate_email(l, first)));
        }
        if let Some(holder) = holders.get(line.email.as_str()).filter(|holder| !in_file.contains(holder.code.as_str()))
        {
            problems.push(Problem::row(line.row, "email", |l| {
                text::import::email_taken(l, text::isolate(&holder.name), text::isolate(&holder.code))
            }));
        }
    }
}

fn contacts(
    known: &Known,
    lines: &Lines,
    accounts: &BTreeMap<String, Account>,
    plan: &mut CustomersPlan,
    problems: &mut Problems,
) {
    let before: BTreeMap<&str, &Contact> = known.contacts.iter().map(|c| (c.code.as_str(), c)).collect();
    let named: BTreeSet<&str> = lines.accounts.iter().map(|line| line.code.as_str()).collect();
    let (mut seen, mut with_effect, mut without) = (BTreeSet::new(), Vec::new(), Vec::new());
    for line in &lines.contacts {
        let was = before.get(line.code.as_str()).copied();
        let unit = line.unit.as_ref().and_then(|code| known.unit(line.row, "contact_unit", code, problems));
        let Some(account) = accounts.get(&line.account) else {
            if !named.contains(line.account.as_str()) && !lines.faulty.contains(&line.account) {
                let message = |l| text::customers_file::unknown_account(l, text::isolate(&line.account));
                problems.push(Problem::row(line.row, "account", message));
            }
            continue;
        };
        let contact = contact(known, line, was, account, unit);
        seen.extend(was.map(|was| was.id));
        let effect = effect(was, &contact);
        plan.contacts.count(effect);
        let samples = if effect == Effect::Unchanged { &mut without } else { &mut with_effect };
        if samples.len() < SAMPLES {
            samples.push(sample(line, was, &contact, effect));
        }
        if effect != Effect::Unchanged {
            plan.contact_writes.push(contact);
        }
    }
    plan.left = known.contacts.len() - seen.len();
    plan.samples = with_effect.into_iter().chain(without).take(SAMPLES).collect();
    let holders: BTreeMap<&str, ContactId> = known.contacts.iter().map(|c| (c.email.as_str(), c.id)).collect();
    let taken = plan.contact_writes.iter().filter_map(|c| holders.get(c.email.as_str()).filter(|id| **id != c.id));
    plan.parked = taken.copied().collect();
}

fn contact(
    known: &Known,
    line: &ContactLine,
    was: Option<&Contact>,
    account: &Account,
    unit: Option<UnitId>,
) -> Contact {
    let stays = was.filter(|was| was.account == account.id).map(|was| was.unit);
    Contact {
        id: was.map_or_else(|| ContactId(known.core.new_id()), |was| was.id),
        code: line.code.clone(),
        account: account.id,
        name: line.name.clone(),
        email: line.email.clone(),
        locale: line.locale.or(was.map(|was| was.locale)).unwrap_or(known.locale),
        unit: unit.or(stays).unwrap_or(account.unit),
        active: was.is_none_or(|was| was.active),
    }
}

fn sample(line: &ContactLine, was: Option<&Contact>, contact: &Contact, effect: Effect) -> Sample {
    let differs = was.map_or_else(Vec::new, |was| {
        let columns = [
            ("account", was.account != contact.account),
            ("name", was.name != contact.name),
            ("email", was.email != contact.email),
            ("contact_unit", was.unit != contact.unit),
            ("language", was.locale != contact.locale),
        ];
        columns.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
    });
    let (code, name, unit) = (line.code.clone(), line.name.clone(), line.account.clone());
    Sample { row: line.row, code, name, unit, effect, differs }
}
