//! A small writer of SVG: shapes by class, marks by name, text always escaped.

use std::fmt::Write;

use ayeneh_domain::bilingual::Locale;

use crate::ui::icon::MARKS;

/// Where a text stands against its point, in reading direction (as SVG itself has it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Begins at the point.
    Start,
    /// Centred on the point.
    Middle,
    /// Ends at the point.
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// An SVG being written. Points are (percent of the width, pixels of the height).
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    body: String,
}

impl Drawing {
    /// A line.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = write!(self.body, r#"<line class="{class}" x1="{x1:.2}%" x2="{x2:.2}%" y1="{y1:.1}" y2="{y2:.1}"/>"#);
    }

    /// A mark of the sprite ([`MARKS`]).
    pub fn mark(&mut self, class: &str, mark: &str, (x, y): (f64, f64)) {
        let _ = write!(self.body, r##"<use class="{class}" href="#{mark}" x="{x:.2}%" y="{y:.1}"/>"##);
    }

    /// A circle of `r` pixels.
    pub fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        let _ = write!(self.body, r#"<circle class="{class}" cx="{x:.2}%" cy="{y:.1}" r="{r}"/>"#);
    }

    /// A bar from the left edge `x`, `width` percent wide.
    pub fn bar(&mut self, class: &str, (x, width): (f64, f64), (y, height): (f64, f64)) {
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="{x:.2}%" width="{width:.2}%" y="{y:.1}" height="{height:.1}" rx="2"/>"#
        );
    }

    /// The band of a gap, shaded from one side's colour to the other's; `employee_left` if lapis lies left.
    pub fn gap(&mut self, (x, width): (f64, f64), (y, height): (f64, f64), employee_left: bool) {
        let shade = if employee_left { "g-ec" } else { "g-ce" };
        let _ = write!(
            self.body,
            r#"<rect x="{x:.2}%" width="{width:.2}%" y="{y:.1}" height="{height:.1}" fill="url(#{shade})"/>"#
        );
    }

    /// A text, `dx` pixels beside its point.
    pub fn text(&mut self, class: &str, x: f64, dx: f64, y: f64, anchor: Anchor, text: &str) {
        let shift = if dx == 0.0 { String::new() } else { format!(r#" dx="{dx}""#) };
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{x:.2}%"{shift} y="{y:.1}" text-anchor="{}">{}</text>"#,
            anchor.name(),
            escape(text)
        );
    }

    /// Two words of different size in one text, as the mean and its side.
    pub fn pair(&mut self, class: &str, (x, dx, y): (f64, f64, f64), anchor: Anchor, parts: [(&str, &str); 2]) {
        let [first, second] = parts.map(|(class, text)| format!(r#"<tspan class="{class}">{}</tspan>"#, escape(text)));
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{x:.2}%" dx="{dx}" y="{y:.1}" text-anchor="{}">{first} {second}</text>"#,
            anchor.name()
        );
    }

    /// A line or area through points whose x and y are both percent of a box `height` pixels high.
    pub fn stretched(&mut self, height: f64, shapes: &[Shape<'_>]) {
        let _ = write!(
            self.body,
            r#"<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="{height:.1}">"#
        );
        for shape in shapes {
            let points: Vec<String> = shape.points.iter().map(|(x, y)| format!("{x:.2},{y:.2}")).collect();
            let element = if shape.closed { "polygon" } else { "polyline" };
            let _ = write!(
                self.body,
                r#"<{element} class="{}" vector-effect="non-scaling-stroke" points="{}"/>"#,
                shape.class,
                points.join(" ")
            );
        }
        self.body.push_str("</svg>");
    }

    /// Markup that was drawn elsewhere.
    pub fn push(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// The SVG, `height` pixels high, named by its finding.
    pub fn named(self, class: &str, height: f64, name: &str) -> String {
        let name = escape(name);
        format!(r#"<svg class="plot {class}" height="{height}" role="img" aria-label="{name}">{}</svg>"#, self.body)
    }

    /// The SVG of something that a text beside it already says.
    pub fn silent(self, class: &str, height: f64) -> String {
        format!(r#"<svg class="plot {class}" height="{height}" aria-hidden="true">{}</svg>"#, self.body)
    }
}

/// A line or an area in [`Drawing::stretched`].
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// What colours it.
    pub class: &'a str,
    /// Percent of width and of height.
    pub points: Vec<(f64, f64)>,
    /// An area instead of a line.
    pub closed: bool,
}

/// Escapes text for SVG and HTML, and drops what XML cannot hold.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() && !matches!(control, '\t' | '\n') => {}
            other => out.push(other),
        }
    }
    out
}

/// The light tokens of the sheet as plain colours, for charts that leave the page (mail, paper).
const PAPER: &str = "text{font-family:Vazirmatn,Tahoma,sans-serif;font-size:13px;fill:#3f4654}.axis,.mirror{stroke:#7e868f}.grid{stroke:#dbdfe3}\
.tick{fill:#5b626e;font-size:12px}.strong{fill:#1a1f2b;font-weight:650}.te{fill:#1c3f8f;font-weight:650}.tc{fill:#8f4300;font-weight:650}\
.fe,.stem-e-fill{fill:#21449d}.fc{fill:#fff;stroke:#8f4300;stroke-width:2}.ie,.stem-e,.lead-e{stroke:#21449d;stroke-width:1.5}\
.ic,.stem-c,.lead-c{stroke:#d8691a;stroke-width:1.5}.bar-track{fill:#f1f1f1}.bar-ink,.dot{fill:#3f4654}.aim{stroke:#1a1f2b;stroke-width:2}\
.band{fill:#1a1f2b;opacity:.09}.fit{stroke:#1a1f2b;stroke-width:2;fill:none}.same{stroke:#7e868f;stroke-dasharray:3 4;fill:none}\
.line{fill:none;stroke:#5b626e;stroke-width:1.5}.ring{fill:#fff;stroke:#1a1f2b;stroke-width:2}.stop-e{stop-color:#21449d}.stop-c{stop-color:#d8691a}\
.se{fill:#c3cdf2;stroke:#21449d}.sc{fill:#fbd3a8;stroke:#d8691a}.big{font-size:36px}.rim{stroke:#fff}";

/// A chart as a file of its own, `width` × `height` pixels: with the marks and colours that a page has in its sheet.
pub fn standalone(svg: &str, (width, height): (u32, u32), locale: Locale) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" direction="{}"><style>{PAPER}</style><defs>{MARKS}</defs>{svg}</svg>"#,
        locale.direction()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_control_characters_dropped() {
        let mut drawing = Drawing::default();
        drawing.text("tick", 10.0, 0.0, 5.0, Anchor::Middle, "a<b>&\"c\"\u{0}\u{1b}");
        let svg = drawing.named("x", 20.0, "<script>'");
        assert!(svg.contains(">a&lt;b&gt;&amp;&quot;c&quot;</text>"));
        assert!(svg.contains(r#"aria-label="&lt;script&gt;&#39;""#));
        assert!(!svg.contains('\u{0}'));
    }

    #[test]
    fn a_file_of_its_own_carries_marks_and_direction() {
        let file = standalone(&Drawing::default().silent("", 10.0), (300, 10), Locale::Fa);
        assert!(file.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg""#));
        assert!(file.contains(r#"direction="rtl""#));
        assert!(file.contains(r#"id="m-c""#));
    }
}
