//! People, units and grants: who works where, for whom, and what they may do here.

mod edit;
pub mod import;
mod leave;
mod list;
mod roles;
pub mod rows;
pub mod store;
mod units;

pub(crate) use edit::required;
pub use edit::{PersonDraft, add, change};
pub use leave::{Leaving, come_back, leave, leaving};
pub use list::{Manager, PeoplePage, PeopleQuery, PersonDetail, find, list, list_after};
pub use roles::{give_role, hands_on, stands_in, take_role};
pub use rows::{Person, Unit};
pub use units::{Units, scope, units};

use ayeneh_domain::bilingual::Locale;

use crate::{Ctx, Result};

/// Who acts, as others see them.
///
/// # Errors
/// The database's.
pub async fn own(ctx: &Ctx) -> Result<Person> {
    let mut tx = ctx.read().await?;
    store::person(&mut tx, ctx.organisation, ctx.person).await?.ok_or(crate::Error::SignedOut)
}

/// Keeps who acts' language.
///
/// # Errors
/// The database's.
pub async fn choose_locale(ctx: &Ctx, locale: Locale) -> Result<()> {
    let mut tx = ctx.write().await?;
    store::set_locale(&mut tx, ctx.organisation, ctx.person, locale).await?;
    Ok(tx.commit().await?)
}

/// Keeps who acts' theme; anything but `light` and `dark` means the device's choice.
///
/// # Errors
/// The database's.
pub async fn choose_theme(ctx: &Ctx, theme: &str) -> Result<()> {
    let theme = if matches!(theme, "light" | "dark") { theme } else { "auto" };
    let mut tx = ctx.write().await?;
    store::set_theme(&mut tx, ctx.organisation, ctx.person, theme).await?;
    Ok(tx.commit().await?)
}
