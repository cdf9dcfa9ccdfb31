//! Freezing: the questionnaires as they are now become rows that never change.

use ayeneh_domain::{
    ids::{QuestionnaireId, SurveyId},
    questionnaire::{Frozen, Questionnaire},
    survey::Wording,
};

use super::{rows::Survey, store};
use crate::{Ctx, Error, Result, db::Tx};

/// Freezes what a survey asks: the questionnaires of its kind, or its own ranking in the words for each party.
pub(super) async fn questionnaires(ctx: &Ctx, tx: &mut Tx, survey: &Survey) -> Result<()> {
    let Some(ranking) = &survey.ranking else {
        for wording in survey.kind.wordings() {
            freeze(ctx, tx, survey.id, *wording, wording.questionnaire()).await?;
        }
        return Ok(());
    };
    for party in &ranking.parties {
        freeze(ctx, tx, survey.id, party.wording(), &ranking.questionnaire(*party)).await?;
    }
    Ok(())
}

async fn freeze(ctx: &Ctx, tx: &mut Tx, survey: SurveyId, wording: Wording, document: &Questionnaire) -> Result<()> {
    let questionnaire = frozen(ctx, tx, document).await?;
    Ok(store::survey::insert_wording(tx, ctx.organisation, survey, wording, questionnaire).await?)
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
