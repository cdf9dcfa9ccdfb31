//! Freezing: the questionnaires as they are now become rows that never change.

use ayeneh_domain::{
    ids::{QuestionnaireId, SurveyId},
    questionnaire::{Frozen, Questionnaire},
    survey::Kind,
};

use super::store;
use crate::{Ctx, Error, Result, db::Tx};

/// Freezes the questionnaires of a kind for a survey.
pub(super) async fn questionnaires(ctx: &Ctx, tx: &mut Tx, survey: SurveyId, kind: Kind) -> Result<()> {
    for wording in kind.wordings() {
        let questionnaire = frozen(ctx, tx, wording.questionnaire()).await?;
        store::survey::insert_wording(tx, ctx.organisation, survey, *wording, questionnaire).await?;
    }
    Ok(())
}

/// The frozen row of a document: the one that says the same, else a new one. If another document took the version
/// before (an update that forgot to count it), the next free version is taken.
async fn frozen(ctx: &Ctx, tx: &mut Tx, document: &Questionnaire) -> Result<QuestionnaireId> {
    let known = store::survey::questionnaires(tx, ctx.organisation, &document.key).await?;
    for (id, version, text) in &known {
        let same = |known: Questionnaire| known == Questionnaire { version: *version, ..document.clone() };
        if serde_json::from_str(text).is_ok_and(same) {
            return Ok(*id);
        }
    }
    let next = known.iter().map(|(_, version, _)| version + 1).max().unwrap_or_default();
    let document = Questionnaire { version: document.version.max(next), ..document.clone() };
    let (key, version) = (document.key.clone(), document.version);
    let frozen = Frozen::try_from(document).map_err(Error::Internal)?;
    let id = QuestionnaireId(ctx.core.new_id());
    let text = serde_json::to_string(&frozen)?;
    store::survey::insert_questionnaire(tx, ctx.organisation, id, (&key, version), &text, ctx.core.now_ms()).await?;
    Ok(id)
}
