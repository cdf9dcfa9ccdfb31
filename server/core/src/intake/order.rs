//! Once a survey is closed, nothing on the disk tells any more in which order its answers came (TRUST promise 3).

use ayeneh_domain::ids::{OrganisationId, SurveyId};

use super::store;
use crate::{Core, Result};

/// Takes the order of arrival away from the rows of a closed survey. Doing it twice does no harm.
///
/// # Errors
/// The database's; the order then stays until it is tried again.
pub async fn forget_order(core: &Core, organisation: OrganisationId, survey: SurveyId) -> Result<()> {
    let mut tx = core.db.write().await?;
    store::rewrite(&mut tx, organisation, survey).await?;
    tx.commit().await?;
    // Apart, because what the first transaction replaced is dead only once it has ended.
    let mut tx = core.db.write().await?;
    store::lay_out(&mut tx).await?;
    tx.commit().await?;
    Ok(core.db.empty_log().await?)
}
