//! Notes, empty places, failures, lists of work, hidden cells.

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

use super::{samples, say};
use crate::ui::{
    button::{ButtonLink, Weight},
    empty::{Empty, ErrorPage},
    hidden_cell::{HiddenCell, ReasonSheet, Refusal},
    icon::Icon,
    list::{CheckRow, Progress, Ready, Step, Steps, TodoRow},
    note::{Note, Toast, Tone},
    panel::{Columns, Panel, Row},
    state::{State, Tally},
};

/// All of them.
pub fn all(locale: Locale) -> impl IntoView {
    view! {
        <Toast text=say(locale, "برای ۸۶ نفر یادآوری در صف رفت.", "Reminders for 86 people are queued.")
            link=("#".to_owned(), say(locale, "دیدن صف", "See the queue").to_owned())/>
        <Row columns=Columns::Even>{notes(locale)}{empty(locale)}</Row>
        <Row columns=Columns::Even>{work(locale)}{ready(locale)}{steps(locale)}</Row>
        <Row columns=Columns::Even>{hidden(locale)}{failure(locale)}</Row>
    }
}

fn id(name: &str, locale: Locale) -> String {
    format!("{name}-{}", locale.tag())
}

fn notes(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "پیام", "Notes") id=id("notes", locale)>
            <Note tone=Tone::Good>{say(locale, "۶۰۰ نفر وارد شدند.", "600 people were imported.")}</Note>
            <Note tone=Tone::Bad>{say(locale, "فایل پذیرفته نشد: ردیف ۱۲، ستون «واحد» خالی است. هیچ ردیفی وارد نشده.", "The file was not accepted: row 12 has no unit. Nothing was imported.")}</Note>
            <Note tone=Tone::Care>{say(locale, "میان پاسخ‌های این شعبه هم‌نظری کم است؛ میانگین را با احتیاط بخوانید.", "Answers in this branch agree little; read the mean with care.")}</Note>
            <Note icon=Icon::Clock>{say(locale, "موج ۸ تا ۴ آبان باز است.", "Wave 8 is open until 26 October.")}</Note>
            <Progress label=say(locale, "ساختن گزارش‌ها", "Making reports") done=640 of=1_000 locale/>
        </Panel>
    }
}

fn empty(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "خالی", "Empty") id=id("empty", locale)>
            <Empty title=say(locale, "هنوز چیزی منتشر نشده.", "Nothing released yet.")
                detail=say(locale, "موج ۸ تا ۴ آبان باز است؛ پس از بررسی، همین‌جا دیده می‌شود.", "Wave 8 is open until 26 October; its results will stand here.") locale>
                <ButtonLink href="#" label=say(locale, "دیدن مشارکت", "See participation")/>
            </Empty>
        </Panel>
    }
}

fn work(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "منتظر شماست", "Waiting for you") id=id("todo", locale)>
            <ol class="todo">
                <TodoRow icon=Icon::Mirror title=say(locale, "نتیجهٔ موج ۷ آمادهٔ بررسی است.", "Wave 7 is ready for review.")
                    detail=say(locale, "۱۹۲ خانه، ۱۶ خانه پنهان.", "192 cells, 16 of them hidden.")>
                    <ButtonLink href="#" label=say(locale, "بررسی و انتشار", "Review and release") weight=Weight::Main/>
                </TodoRow>
                <TodoRow icon=Icon::Warn title=say(locale, "قم ۳۱ درصد پاسخ داده؛ پنج روز مانده.", "Qom stands at 31%; five days left.")>
                    <ButtonLink href="#" label=say(locale, "یادآوری به قم", "Remind Qom")/>
                </TodoRow>
            </ol>
        </Panel>
    }
}

fn ready(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "پیش از شروع", "Before the start") id=id("checks", locale)>
            <ol class="checks">
                <CheckRow ready=Ready::Yes label=say(locale, "جامعه: ۱٬۲۴۰ مشتری", "Audience: 1,240 customers") locale/>
                <CheckRow ready=Ready::Half label=say(locale, "متن دعوت: انگلیسی کم است", "Invitation: the English text is missing") locale>
                    <a class="small" href="#">{say(locale, "نوشتن", "Write it")}</a>
                </CheckRow>
                <CheckRow ready=Ready::No label=say(locale, "زمان: شنبه ۱۷ آبان پیشنهاد می‌شود", "When: Saturday 8 November is suggested") locale/>
            </ol>
            <Tally of=say(locale, "از ۱۳ سنجه:", "Of 13 measures:") counts=vec![(State::OnTarget, 5), (State::Near, 5), (State::Below, 3)] locale/>
        </Panel>
    }
}

fn steps(locale: Locale) -> impl IntoView {
    let step =
        |fa, en, done, reference| Step { label: say(locale, fa, en).to_owned(), done, reference: Some(reference) };
    let steps = vec![
        step("اندازه گرفتیم", "Measured", 24, 95.0),
        step("به کارکنان گفتیم", "Told employees", 17, 50.0),
        step("برنامه ریختیم", "Planned", 13, 30.0),
        step("دست به کار شدیم", "Acted", 8, 10.0),
        step("به مشتریان گفتیم", "Told customers", 0, 5.0),
    ];
    view! {
        <Panel title=say(locale, "از دانستن تا کردن", "From knowing to doing") id=id("steps", locale)>
            <Steps steps of=24 locale/>
        </Panel>
    }
}

fn hidden(locale: Locale) -> impl IntoView {
    let sheet = id("why", locale);
    let other = id("why-sibling", locale);
    view! {
        <Panel title=say(locale, "پنهان", "Hidden") id=id("hidden", locale)>
            <p class="acts">
                <HiddenCell id=sheet.clone() withheld=samples::few(locale) locale/>
                <HiddenCell id=sheet.clone() withheld=samples::few(locale) locale roomy=true/>
                <HiddenCell id=other.clone() withheld=samples::sibling(locale) locale roomy=true/>
            </p>
            <ReasonSheet id=sheet withheld=samples::few(locale) locale/>
            <ReasonSheet id=other withheld=samples::sibling(locale) locale/>
            <Refusal why=say(locale, "شش شعبه داریم؛ برای دیدن پیوند دست‌کم هشت شعبه لازم است.", "Six branches so far. Linkage needs at least eight.")
                next=say(locale, "تا آن وقت، دو سو را شعبه به شعبه ببینید.", "Until then, see both sides branch by branch.")/>
        </Panel>
    }
}

fn failure(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "خطا", "Failure") id=id("failure", locale)>
            <ErrorPage sentence=say(locale, "این صفحه را نداریم.", "There is no such page.")
                advice=say(locale, "شاید نشانی کوتاه شده باشد. آن را دوباره ببینید، یا از خانه شروع کنید.", "Perhaps the address was cut short. Look at it again, or start from home.")
                reference="7K2M-4Q" locale>
                <ButtonLink href="#" label=say(locale, "خانه", "Home") weight=Weight::Main/>
            </ErrorPage>
        </Panel>
    }
}
