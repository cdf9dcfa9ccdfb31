//! The 2,000 contacts at some 500 customers, and the workshops that repair for Claims.

use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId, UnitId},
};

use super::{
    chance::Chance,
    company::{UNITS, UnitPlan},
    names,
};
use crate::{
    Core,
    customers::{Account, Contact},
};

/// Workshops, and contacts at each.
const SUPPLIERS: usize = 12;
const CONTACTS_OF_SUPPLIER: usize = 3;
/// The unit that suppliers work for.
const SUPPLIED: &str = "11";

const SEGMENTS: [&str; 4] = ["کلان", "میانه", "خرد", "دولتی"];

/// Accounts and contacts.
#[derive(Debug, Default)]
pub struct Market {
    /// Customers and suppliers.
    pub accounts: Vec<Account>,
    /// People there.
    pub contacts: Vec<Contact>,
}

impl Market {
    /// Invents the market of units.
    pub fn invent(core: &Core, unit_id: impl Fn(&str) -> Option<UnitId>) -> Self {
        let mut market = Self::default();
        let mut chance = Chance::new(2);
        for plan in &UNITS {
            let Some(unit) = unit_id(plan.code) else { continue };
            market.unit(core, plan, unit, &mut chance);
        }
        market
    }

    fn unit(&mut self, core: &Core, plan: &UnitPlan, unit: UnitId, chance: &mut Chance) {
        let suppliers = if plan.code == SUPPLIED { SUPPLIERS } else { 0 };
        for number in 0..suppliers {
            let account = self.account(core, names::supplier(number), AccountKind::Supplier, unit, chance);
            self.people(core, account, unit, CONTACTS_OF_SUPPLIER, chance);
        }
        let mut left = plan.contacts - suppliers * CONTACTS_OF_SUPPLIER;
        while left > 0 {
            let count = left.min(1 + chance.below(7));
            let name = names::account(self.accounts.len());
            let account = self.account(core, name, AccountKind::Customer, unit, chance);
            self.people(core, account, unit, count, chance);
            left -= count;
        }
    }

    fn account(
        &mut self,
        core: &Core,
        name: String,
        kind: AccountKind,
        unit: UnitId,
        chance: &mut Chance,
    ) -> AccountId {
        let id = AccountId(core.new_id());
        let code = format!("K{:03}", self.accounts.len() + 1);
        let segment = (*chance.one_of(&SEGMENTS)).to_owned();
        self.accounts.push(Account { id, code, name, kind, segment, unit });
        id
    }

    fn people(&mut self, core: &Core, account: AccountId, unit: UnitId, count: usize, chance: &mut Chance) {
        for _ in 0..count {
            let name = names::person(chance);
            let number = self.contacts.len() + 1;
            self.contacts.push(Contact {
                id: ContactId(core.new_id()),
                code: format!("C{number:04}"),
                account,
                name: name.shown,
                email: format!("{}.{number}@example.com", name.latin),
                locale: if chance.happens(0.08) { Locale::En } else { Locale::Fa },
                unit,
                active: true,
            });
        }
    }
}
