//! Positions: dots, ranges, dumbbells, arrows.

use crate::chart::samples::{MONTHS, NAMES, Sample, YEARS, csv, entry, noise, number, sample};
use crate::chart::spec;

/// The forms of two values each.
const PAIRS: [&str; 3] = ["range", "dumbbell", "arrow"];

/// The example of a form under another id.
fn example(name: &str, id: &str) -> Sample {
    let form = spec::find(name).expect("a form");
    let mut sample = Sample::read(form.example.figure, form.example.table, form.example.description);
    sample.id = id.to_owned();
    sample
}

/// All of them.
pub(crate) fn rows() -> Vec<Sample> {
    let mut all = vec![example("dot", "dot-example")];
    all.extend(dots());
    for form in PAIRS {
        all.push(example(form, &format!("{form}-example")));
        all.extend(pairs(form));
    }
    all
}

fn dots() -> Vec<Sample> {
    let rate = number("rate", "%", "missing = \"not counted\"");
    let names = |id: &str, more: &str, csv: &str| {
        sample(&entry(id, "dot", "name", &["rate"], more), csv, &[NAMES, &rate])
    };
    let sixty = noise(17).zip(1..=60).map(|(noise, index)| format!("Place {index},{}", 10 + noise % 500));
    let long =
        "A name that goes on and on because nobody has told its writer to stop in good time ".repeat(3);
    let several = |id: &str, more: &str| {
        let columns: Vec<String> = ["Vienna", "Rome", "Oslo"]
            .iter()
            .map(|city| number(city, "EUR", "missing = \"no offer\""))
            .collect();
        sample(
            &entry(id, "dot", "name", &["Vienna", "Rome", "Oslo"], more),
            "name,Vienna,Rome,Oslo\nBread,3.2,2.9,4.8\nMilk,1.4,1.6,2.1\nButter,2.6,2.2,\nCoffee,5.9,3.1,6.4\nFerry,,,",
            &[NAMES, &columns.concat()],
        )
    };
    let bounds = "name,seen,how\nexactly,100,\nabout,100,about\nalmost,100,almost\nmore,100,more-than\nless,100,less-than\nat least,100,at-least\nat most,100,at-most";
    let seen = number("seen", "km", "bound = \"how\"");
    vec![
        several("dot-several", ""),
        several("dot-highlight", "highlight = [\"Butter\"]"),
        several("dot-series", "highlight = [\"Oslo\"]"),
        names("dot-one", "", "name,rate\nOnly one,12"),
        names("dot-two", "highlight = [\"South\"]", "name,rate\nNorth,71.5\nSouth,73"),
        names("dot-equal", "", "name,rate\nNorth,7\nSouth,7\nWest,7"),
        names("dot-zero", "", "name,rate\nNorth,0\nSouth,0"),
        names("dot-sixty", "highlight = [\"Place 33\"]", &csv("name,rate", sixty)),
        names("dot-signs", "", "name,rate\nNorth,-12.5\nSouth,8\nEast,3\nWest,-0.5"),
        names("dot-long", "", &format!("name,rate\n{long},3\nShort,5\n{long}!,4")),
        names(
            "dot-strange",
            r#"annotations = [{ x = "A", text = "Counted twice, says the office" }]"#,
            "name,rate\n👩🏽‍🚀 <b>&\"quoted\"</b>,3\nA\u{308}pfel e\u{301},5\n漢字の名前,4\nمكتب الهجرة,2\nA,",
        ),
        sample(
            &entry("dot-bounds", "dot", "name", &["seen"], "highlight = [\"more\"]"),
            bounds,
            &[NAMES, &seen],
        ),
        sample(
            &entry("dot-intervals", "dot", "year", &["share"], ""),
            "year,share,low,high\n2020,31,28,34\n2021,35,31,39\n2022,29,26,33\n2025,41,37,46",
            &[YEARS, &number("share", "%", "low = \"low\"\nhigh = \"high\"\ninterval = \"95 % interval\"")],
        ),
        sample(
            &entry("dot-far", "dot", "month", &["index"], ""),
            "month,index\n2025-01,1021\n2025-02,1013\n2025-05,1018\n2025-06,1016",
            &[MONTHS, &number("index", "hPa", "missing = \"not measured\"")],
        ),
        sample(
            &entry("dot-huge", "dot", "name", &["seen"], ""),
            "name,seen\nA,1000000000000000000000000\nB,700000000000000000000000",
            &[NAMES, &number("seen", "TB", "")],
        ),
    ]
}

/// Two values of each thing in the rows of one measure.
fn split_pair(form: &str) -> Sample {
    sample(
        &entry(
            &format!("{form}-series"),
            form,
            "name",
            &["people"],
            "series = \"year\"\nhighlight = [\"Navy\"]",
        ),
        "name,year,people\nNavy,2015,410\nNavy,2025,1880\nCoast guard,2015,620\nCoast guard,2025,610\nCustoms,2015,905\nCustoms,2025,1310",
        &[NAMES, YEARS, &number("people", "people", "")],
    )
}

fn pairs(form: &str) -> Vec<Sample> {
    let columns = [
        NAMES.to_owned(),
        number("before", "%", "missing = \"not counted\"\nbound = \"before_is\""),
        number("after", "%", "missing = \"not yet counted\"\nbound = \"after_is\""),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let named = |id: &str, more: &str, rows: &str| {
        let id = format!("{form}-{id}");
        let text = format!("name,before,before_is,after,after_is\n{rows}");
        sample(&entry(&id, form, "name", &["before", "after"], more), &text, &columns)
    };
    let plain = |rows: &[(&str, &str, &str)]| -> String {
        let rows: Vec<String> = rows.iter().map(|(name, a, b)| format!("{name},{a},,{b},")).collect();
        rows.join("\n")
    };
    let lot: Vec<u64> = noise(29).take(120).collect();
    let sixty: Vec<String> = (0..60)
        .map(|index| format!("Place {index},{},,{},", 10 + lot[index] % 50, 20 + lot[index + 60] % 60))
        .collect();
    let long =
        "A name that goes on and on because nobody has told its writer to stop in good time ".repeat(3);
    vec![
        split_pair(form),
        named("one", "", &plain(&[("Only one", "12", "31")])),
        named("two", "highlight = [\"South\"]", &plain(&[("North", "71.5", "73"), ("South", "70", "72")])),
        named("equal", "", &plain(&[("North", "7", "7"), ("South", "7", "7")])),
        named("zero", "", &plain(&[("North", "0", "0"), ("South", "0", "0")])),
        named("sixty", "highlight = [\"Place 33\"]", &sixty.join("\n")),
        named("signs", "", &plain(&[("North", "-12.5", "8"), ("South", "8", "-3"), ("West", "-0.5", "0")])),
        named("long", "", &plain(&[(&long, "3", "5"), ("Short", "5", "9")])),
        named(
            "missing",
            "",
            &plain(&[("North", "31", "42"), ("East", "22", ""), ("South", "", "18"), ("West", "", "")]),
        ),
        named(
            "bounds",
            r#"annotations = [{ x = "open", text = "The files do not say how many more" }]"#,
            "about,30,about,60,about\nalmost,20,,70,almost\nopen,35,,50,more-than\nbelow,40,less-than,80,\nmeeting,50,about,52,about\nlost,,,20,at-least",
        ),
        named(
            "strange",
            "",
            &plain(&[
                ("👩🏽‍🚀 <b>&\"q\"</b>", "3", "5"),
                ("A\u{308}pfel e\u{301}", "5", "2"),
                ("漢字の名前", "4", "8"),
                ("مكتب الهجرة", "2", "9"),
            ]),
        ),
    ]
}

/// Slopes.
pub(crate) fn slopes() -> Vec<Sample> {
    let mut all = vec![example("slope", "slope-example")];
    let columns = [
        NAMES.to_owned(),
        number("before", "%", "missing = \"not counted\"\nbound = \"before_is\""),
        number("after", "%", "missing = \"not yet counted\"\nbound = \"after_is\""),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let named = |id: &str, more: &str, rows: &str| {
        let text = format!("name,before,before_is,after,after_is\n{rows}");
        sample(&entry(id, "slope", "name", &["before", "after"], more), &text, &columns)
    };
    let lot: Vec<u64> = noise(31).take(120).collect();
    let rows = |count: usize| -> String {
        let row = |index: usize| {
            format!("District {index},{},,{},", 20 + lot[index] % 40, 25 + lot[index + 60] % 40)
        };
        (0..count).map(row).collect::<Vec<String>>().join("\n")
    };
    let long =
        "A name that goes on and on because nobody has told its writer to stop in good time ".repeat(3);
    all.extend([
        named("slope-twenty", "highlight = [\"District 7\"]", &rows(20)),
        named("slope-plain", "", &rows(7)),
        named("slope-sixty", "highlight = [\"District 7\"]", &rows(60)),
        named("slope-one", "", "Only one,12,,31,"),
        named("slope-two", "", "North,71.5,,73,\nSouth,70,,72,"),
        named("slope-equal", "", "North,7,,7,\nSouth,7,,7,\nWest,7,,7,"),
        named("slope-zero", "", "North,0,,0,"),
        named("slope-signs", "", "North,-12.5,,8,\nSouth,8,,-3,\nWest,-0.5,,0,"),
        named("slope-long", "", &format!("{long},3,,5,\nShort,5,,9,")),
        named("slope-missing", "", "North,31,,42,\nEast,22,,,\nSouth,,,18,\nWest,,,,"),
        named(
            "slope-bounds",
            r#"annotations = [{ x = "open", text = "The files do not say how many more" }]"#,
            "about,30,about,60,about\nalmost,20,,70,almost\nopen,35,,50,more-than\nbelow,40,less-than,80,\nlost,,,20,at-least",
        ),
        named("slope-strange", "", "👩🏽‍🚀 <b>&\"q\"</b>,3,,5,\nA\u{308}pfel e\u{301},5,,2,\n漢字の名前,4,,8,\nمكتب الهجرة,2,,9,"),
        sample(
            &entry("slope-measures", "slope", "month", &["people", "guards"], ""),
            "month,people,guards\n2025-01,1021,880\n2025-09,913,1200",
            &[MONTHS, &number("people", "people", ""), &number("guards", "people", "")],
        ),
    ]);
    all
}

/// Scatter plots and bubbles.
pub(crate) fn clouds() -> Vec<Sample> {
    let mut all = vec![example("scatter", "scatter-example"), example("bubble", "bubble-example")];
    let income = number("income", "EUR", "bound = \"income_is\"");
    let years = number("years", "%", "missing = \"not counted\"\nbound = \"years_is\"");
    let (size, group) =
        (number("people", "people", ""), "[columns.group]\ntype = \"text\"\nlabel = \"Group\"\n");
    let columns = [NAMES, &income, &years, &size, group];
    let plot = |id: &str, form: &str, more: &str, rows: &str| {
        let text = format!("name,income,income_is,years,years_is,people,group\n{rows}");
        sample(&entry(id, form, "income", &["years"], more), &text, &columns)
    };
    let lot: Vec<u64> = noise(37).take(40_000).collect();
    let rows = |count: usize| -> String {
        let row = |index: usize| {
            let x = 12_000 + lot[index * 4] % 60_000;
            let y = 30 + x / 2_000 + lot[index * 4 + 1] % 25;
            let people = 200 + lot[index * 4 + 2] % 90_000;
            format!("Place {index},{x},,{y},,{people},{}", ["North", "South", "Isles"][index % 3])
        };
        (0..count).map(row).collect::<Vec<String>>().join("\n")
    };
    let long =
        "A name that goes on and on because nobody has told its writer to stop in good time ".repeat(3);
    let label = "label = \"name\"";
    let odd = format!(
        "{long},20000,,50,,10,North\nShort,30000,,70,,20,South\n👩🏽‍🚀 <b>&\"q\"</b>,25000,,60,,5,North\nمكتب الهجرة,40000,,55,,9,South"
    );
    all.extend([
        plot("scatter-forty", "scatter", &format!("{label}\nhighlight = [\"Place 7\", \"Place 21\"]"), &rows(40)),
        plot("scatter-groups", "scatter", &format!("{label}\nseries = \"group\""), &rows(45)),
        plot("scatter-group", "scatter", "series = \"group\"\nhighlight = [\"Isles\"]", &rows(120)),
        plot("scatter-log", "scatter", &format!("{label}\nscale = \"log\"\nx_scale = \"log\""), &rows(30)),
        plot("scatter-many", "scatter", &format!("{label}\nhighlight = [\"Place 70\"]"), &rows(600)),
        plot("scatter-one", "scatter", label, "Only one,20000,,50,,10,North"),
        plot("scatter-two", "scatter", label, "North,20000,,50,,10,North\nSouth,20000,,50,,10,South"),
        plot("scatter-zero", "scatter", label, "North,0,,0,,0,North"),
        plot("scatter-signs", "scatter", label, "North,-200,,50,,10,North\nSouth,300,,-20,,1,South\nWest,120,,-70,,1,South"),
        plot("scatter-odd", "scatter", &format!("{label}\n{}", r#"annotations = [{ x = "30000", text = "Counted twice, says the office" }, { y = 65, text = "Aim of the law" }]"#), &odd),
        plot(
            "scatter-bounds",
            "scatter",
            label,
            "about,20000,about,50,about,1,North\nmore,30000,more-than,60,more-than,1,North\nless,41000,less-than,71,at-most,1,North\nnone,,,70,,1,North\nempty,35000,,,,1,North",
        ),
        plot("bubble-forty", "bubble", &format!("{label}\nsize = \"people\"\nhighlight = [\"Place 7\"]"), &rows(40)),
        plot("bubble-groups", "bubble", &format!("{label}\nsize = \"people\"\nseries = \"group\""), &rows(24)),
        plot("bubble-missing", "bubble", &format!("{label}\nsize = \"people\""), "North,20000,,50,,,North\nSouth,30000,,60,,0,South\nWest,25000,,40,,900,South"),
        plot("bubble-zero", "bubble", &format!("{label}\nsize = \"people\""), "North,20000,,50,,0,North"),
    ]);
    all
}

/// Ten thousand points.
pub(crate) fn crowd() -> Sample {
    let rows = noise(41)
        .zip(noise(43))
        .take(10_000)
        .map(|(x, y)| format!("{},{}", x % 9_000, (x / 3 + y % 4_000) % 7_000));
    sample(
        &entry("crowd", "scatter", "income", &["spent"], ""),
        &csv("income,spent", rows),
        &[&number("income", "EUR", ""), &number("spent", "EUR", "")],
    )
}
