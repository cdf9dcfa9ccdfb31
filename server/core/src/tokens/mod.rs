//! Bearer tokens of the REST API: each acts as a person, limited to some of the person's rights.

pub mod store;

use ayeneh_domain::{ids::TokenId, permission::Right};
use ayeneh_text as text;

use crate::{
    Ctx, Error, Problem, Result,
    secret::{random_token, token_hash},
};

/// Longest name, in characters.
const NAME_CHARS: usize = 200;

/// What is known of a token; the token itself is shown once and stored as a hash.
#[derive(Clone, Debug)]
pub struct ApiToken {
    /// Its identifier.
    pub id: TokenId,
    /// The name of whom it acts as.
    pub acts_as: String,
    /// What it is for, in the words of who made it.
    pub name: String,
    /// What it may do, at most.
    pub scopes: Vec<Right>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it ends, if it does.
    pub expires_at: Option<i64>,
}

/// Makes a token that acts as who asks for it, with at most these rights. The returned text is shown once. `maker` is the
/// token that asks, where one does: it cannot make another that may more or lasts longer than itself.
///
/// # Errors
/// [`Error::Refused`] without [`Right::Administer`]; [`Error::Invalid`] without a name, without any right, with a right
/// that who asks lacks, or with an end that is past or beyond the maker's.
pub async fn create(
    ctx: &Ctx,
    maker: Option<TokenId>,
    name: &str,
    scopes: &[Right],
    expires_at: Option<i64>,
) -> Result<(TokenId, String)> {
    ctx.require_everywhere(Right::Administer)?;
    if let Some(beyond) = scopes.iter().find(|right| !ctx.may(**right)) {
        let name = |l| text::isolate(text::name::right(l, *beyond));
        return Err(Error::invalid(Problem::field("scopes", |l| text::tokens::scope_beyond(l, name(l)))));
    }
    if expires_at.is_some_and(|end| end <= ctx.core.now_ms()) {
        return Err(Error::invalid(Problem::field("expires_at", |l| text::tokens::end_is_past(l).to_owned())));
    }
    let bound = match maker {
        Some(maker) => store::end(&mut ctx.read().await?, ctx.organisation, maker).await?,
        None => None,
    };
    if bound.is_some_and(|bound| expires_at.is_none_or(|end| end > bound)) {
        return Err(Error::invalid(Problem::field("expires_at", |l| text::tokens::end_beyond(l).to_owned())));
    }
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
    if name.chars().count() > NAME_CHARS {
        return Err(Error::invalid(Problem::field("name", |l| text::field_errors::too_long(l, NAME_CHARS))));
    }
    if scopes.is_empty() {
        return Err(Error::invalid(Problem::field("scopes", |l| text::api::token_scopes_missing(l).to_owned())));
    }
    let token = format!("ayn_{}", random_token(&*ctx.core.random));
    let made = ApiToken {
        id: TokenId(ctx.core.new_id()),
        acts_as: ctx.name.clone(),
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
