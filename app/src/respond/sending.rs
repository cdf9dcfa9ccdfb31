//! What happens when a button of a section is pressed: another section, or the answers are sent.

use ayeneh_core::{
    Error,
    intake::{Outcome, Receipt},
    respond::{self, Opened},
};
use ayeneh_domain::answer::Answers;

use super::{
    ending,
    filling::{Filling, GO, Next, Say},
    section,
};
use crate::routing::{Request, Response};

/// Lets only the forms of real links in.
pub async fn door(request: Request) -> Result<Option<Response>, Error> {
    match respond::invited(&request.core, request.part("token")).await {
        Ok(_) => Ok(None),
        Err(Error::NotFound) => Ok(Some(ending::gone(&request))),
        Err(error) => Err(error),
    }
}

/// Turns the page.
pub async fn turn(request: Request) -> Result<Response, Error> {
    let token = request.part("token").to_owned();
    let invited = match respond::invited(&request.core, &token).await {
        Ok(invited) => invited,
        Err(Error::NotFound) => return Ok(ending::gone(&request)),
        Err(error) => return Err(error),
    };
    let questionnaire = invited.questionnaire.clone();
    let sections = questionnaire.document().sections.len();
    let drawn = Receipt::draw(&*request.core.random);
    let mut filling = Filling::read(&request.form, sections, drawn, request.locale);
    let say = match filling.go(request.form.get(GO), &questionnaire) {
        Next::Show(say) => say,
        Next::Send(answers) => match send(&request, &filling, invited, answers).await? {
            Some(response) => return Ok(response),
            None => Say::NotStored,
        },
    };
    match respond::open(&request.core, &token).await? {
        Opened::Ready(face, _) => Ok(section::page(&request, &face, &questionnaire, &filling, &say, false)),
        Opened::Closed(face) => Ok(ending::closed(&request, Some(filling.locale), Some(&face))),
        // Somebody who goes on filling in after all is not stopped by what was said before.
        Opened::Declined(face) => Ok(section::page(&request, &face, &questionnaire, &filling, &say, false)),
        Opened::Spent(face) => Ok(ending::spent(&request, Some(filling.locale), Some(&face), 409)),
    }
}

/// Sends the answers; `None` if they could not be stored just now.
async fn send(
    request: &Request,
    filling: &Filling,
    invited: respond::Invited,
    answers: Answers,
) -> Result<Option<Response>, Error> {
    let outcome = match invited.submit(&request.core, answers, filling.receipt).await {
        Ok(outcome) => outcome,
        // Said in the log where the batch failed; here what was entered is kept.
        Err(Error::Database(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    // It is stored: whether the survey's name can be read now must not change the answer.
    let opened = respond::open(&request.core, request.part("token")).await.ok();
    let face = opened.as_ref().map(Opened::face);
    let l = filling.locale;
    Ok(Some(match outcome {
        Outcome::Stored(receipt) => ending::thanks(request, l, face, receipt, false),
        Outcome::AlreadyStored(receipt) => ending::thanks(request, l, face, receipt, true),
        Outcome::Spent => ending::spent(request, Some(l), face, 409),
        Outcome::Closed => ending::closed(request, Some(l), face),
        Outcome::Unknown => ending::gone(request),
    }))
}
