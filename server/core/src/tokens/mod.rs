//! Bearer tokens of the REST API: each acts as a person, limited to some of the person's rights.

pub mod store;

use ayeneh_domain::{ids::TokenId, permission::Right};
use ayeneh_text as text;

use crate::{
    Ctx, Error, Problem, Result,
    secret::{random_token, token_hash},
};

/// What is known of a token; the token itself is shown once and stored as a hash.
#[derive(Clone, Debug)]
pub struct ApiToken {
    /// Its identifier.
    pub id: TokenId,
    /// What it is for, in the words of who made it.
    pub name: String,
    /// What it may do, at most.
    pub scopes: Vec<Right>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it ends, if it does.
    pub expires_at: Option<i64>,
}

/// Makes a token that acts as who asks for it, with at most these rights. The returned text is shown once.
///
/// # Errors
/// [`Error::Refused`] without [`Right::Administer`]; [`Error::Invalid`] without a name or without any right.
pub async fn create(ctx: &Ctx, name: &str, scopes: &[Right], expires_at: Option<i64>) -> Result<(TokenId, String)> {
    ctx.require_everywhere(Right::Administer)?;
    issue(ctx, name, scopes, expires_at).await
}

/// As [`create`], for the terminal of the server, whose user may read the database anyway.
///
/// # Errors
/// [`Error::Invalid`] without a name or without any right.
pub async fn issue(ctx: &Ctx, name: &str, scopes: &[Right], expires_at: Option<i64>) -> Result<(TokenId, String)> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid(Problem::field("name", |l| text::api::token_name_missing(l).to_owned())));
    }
    if scopes.is_empty() {
        return Err(Error::invalid(Problem::field("scopes", |l| text::api::token_scopes_missing(l).to_owned())));
    }
    let token = format!("ayn_{}", random_token(&*ctx.core.random));
    let made = ApiToken {
        id: TokenId(ctx.core.new_id()),
        name: name.to_owned(),
        scopes: scopes.to_vec(),
        created_at: ctx.core.now_ms(),
        expires_at,
    };
    let mut tx = ctx.write().await?;
    store::insert(&mut tx, ctx.organisation, ctx.person, &made, &token_hash(&token)).await?;
    tx.commit().await?;
    Ok((made.id, token))
}

/// The tokens that are good.
///
/// # Errors
/// [`Error::Refused`] without [`Right::Administer`].
pub async fn list(ctx: &Ctx) -> Result<Vec<ApiToken>> {
    ctx.require_everywhere(Right::Administer)?;
    let mut tx = ctx.read().await?;
    Ok(store::list(&mut tx, ctx.organisation).await?)
}

/// Ends a token at once.
///
/// # Errors
/// [`Error::Refused`] without [`Right::Administer`], [`Error::NotFound`] if there is no such token.
pub async fn revoke(ctx: &Ctx, id: TokenId) -> Result<()> {
    ctx.require_everywhere(Right::Administer)?;
    let mut tx = ctx.write().await?;
    if !store::revoke(&mut tx, ctx.organisation, id, ctx.core.now_ms()).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
