//! What a cycle asks about: its behaviours with their competencies, in the words that colleagues read.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{OrganisationId, SurveyId},
    questionnaire::{Frozen, names},
    survey::Wording,
};

use crate::{Error, Result, db::Tx, release};

/// A behaviour of a cycle's questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Its key.
    pub key: String,
    /// What can be seen being done.
    pub text: Bilingual,
    /// The key of its competency.
    pub competency: String,
    /// The competency's name.
    pub name: Bilingual,
}

/// The questionnaire that reports of a cycle are read by. Colleagues read all behaviours; outsiders a part of them in
/// other words.
pub(super) async fn questionnaire(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Result<Frozen> {
    let mut questionnaires = release::questionnaires(tx, organisation, survey).await?;
    let found = [Wording::Rater, Wording::Self_, Wording::External].iter().find_map(|w| questionnaires.remove(w));
    found.ok_or(Error::NotFound)
}

/// By behaviour and competency: in which words it was asked, and on which scale.
pub(super) type Words = BTreeMap<String, Vec<(Wording, Bilingual, Option<(u8, u8)>)>>;

/// The words in which others were asked in a cycle. Two figures of a topic may stand side by side only if they are the same.
pub(super) async fn words(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Result<Words> {
    let questionnaires = release::questionnaires(tx, organisation, survey).await?;
    let mut words = Words::new();
    for (wording, frozen) in questionnaires.iter().filter(|(wording, _)| **wording != Wording::Self_) {
        for item in frozen.document().items() {
            let Some(element) = &item.element else { continue };
            let asked = (*wording, item.text.clone(), item.kind.score_range());
            words.entry(item.key.clone()).or_default().push(asked.clone());
            words.entry(element.clone()).or_default().push(asked);
        }
    }
    Ok(words)
}

/// The behaviours of a cycle, in the order of its questionnaire.
///
/// # Errors
/// [`Error::NotFound`] for a survey that asked about none; the database's.
pub(crate) async fn behaviours(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Result<Vec<Asked>> {
    Ok(asked(&questionnaire(tx, organisation, survey).await?))
}

/// The behaviours of a questionnaire.
pub(super) fn asked(frozen: &Frozen) -> Vec<Asked> {
    let behaviour = |item: &ayeneh_domain::questionnaire::Item| {
        let competency = item.element.clone()?;
        let name = name_of(&competency);
        Some(Asked { key: item.key.clone(), text: item.text.clone(), competency, name })
    };
    frozen.document().items().filter_map(behaviour).collect()
}

/// The scale of the first behaviour; all have the same.
pub(super) fn scale_of(frozen: &Frozen) -> (f64, f64) {
    let behaviours = frozen.document().items().filter(|item| item.element.is_some());
    let range = behaviours.filter_map(|item| item.kind.score_range()).next().unwrap_or((1, 5));
    (f64::from(range.0), f64::from(range.1))
}

/// What a competency is called.
pub(super) fn name_of(key: &str) -> Bilingual {
    names::of(key).map_or_else(|| Bilingual::same(key), |named| named.name.clone())
}
