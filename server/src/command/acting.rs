//! As whom a command works: by mail address, and by organisation where several know the address.

use ayeneh_core::{Core, Ctx, sign_in};
use clap::Args;

/// As whom.
#[derive(Debug, Args)]
pub struct Acting {
    /// The mail address of whom it is done as.
    #[arg(long)]
    pub email: String,
    /// The organisation, by name or identifier; needed only where several know the address.
    #[arg(long)]
    pub organisation: Option<String>,
}

impl Acting {
    /// Who that is. Never a guess: the wrong organisation would get somebody else's people.
    ///
    /// # Errors
    /// A sentence that says what to change.
    pub async fn find(&self, core: &Core) -> Result<Ctx, String> {
        let email = self.email.trim();
        let all = sign_in::acting_by_address(core, email).await.map_err(|error| error.to_string())?;
        let chosen: Vec<&Ctx> = all.iter().filter(|ctx| self.means(ctx)).collect();
        match (chosen.as_slice(), all.is_empty(), &self.organisation) {
            ([ctx], ..) => Ok((*ctx).clone()),
            (_, true, _) => Err(format!("nobody active has the address {email}. Check --email.")),
            ([], _, Some(wanted)) => {
                Err(format!("no organisation called \"{wanted}\" knows {email}. Use one of these: {}.", names(&all)))
            }
            _ => Err(format!(
                "several organisations know {email}. Add --organisation with one of these: {}.",
                names(&all)
            )),
        }
    }

    fn means(&self, ctx: &Ctx) -> bool {
        let Some(wanted) = self.organisation.as_deref().map(str::trim) else { return true };
        let name = &ctx.organisation_name;
        [name.fa.as_str(), name.en.as_str(), &ctx.organisation.to_string()].contains(&wanted)
    }
}

/// Organisations may share a name, so the identifier stands beside it.
fn names(all: &[Ctx]) -> String {
    let named = |ctx: &Ctx| format!("{} ({})", ctx.organisation_name.en, ctx.organisation);
    all.iter().map(named).collect::<Vec<_>>().join(", ")
}
