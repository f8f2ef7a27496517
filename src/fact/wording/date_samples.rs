//! Dates in the orders and forms that CLDR does not list.

use super::tests::reads;

#[test]
fn dates_are_put_together_from_their_parts() {
    reads(
        "uz",
        &[
            ("2018-yil 5-iyulda ochildi", "date 2018-07-05"),
            ("2018-yilning 5-iyul kuni", "date 2018-07-05"),
            ("2017-yil iyul oyida", "date 2017-07"),
            ("5-iyulgacha", "other 5-iyulgacha"),
        ],
    );
    reads(
        "kk",
        &[("1953 жылғы 19 маусымда", "date 1953-06-19"), ("2017 жылдың қыркүйегінде", "date 2017-09")],
    );
    reads(
        "az",
        &[
            ("2018-ci il 30 sentyabr tarixində", "date 2018-09-30"),
            ("29 Sentyabr, Şənbə, 2018-də", "date 2018-09-29"),
            ("İyulun 29-u 2018-ci ildə", "date 2018-07-29"),
        ],
    );
    reads(
        "hy",
        &[("1918 թ.-ի սեպտեմբերի 29-ին", "date 1918-09-29"), ("2018 թվականի մայիսի 3-ին", "date 2018-05-03")],
    );
    reads("ka", &[("2018 წლის 29 სექტემბერს", "date 2018-09-29"), ("2009 წლის ივნისში", "date 2009-06")]);
    reads("eu", &[("2017ko irailean", "date 2017-09"), ("irailaren 29an", "other irailaren 29an")]);
    reads("sq", &[("më 19 qershor të vitit 1953", "date 1953-06-19")]);
    reads("mn", &[("2018 оны 9 дүгээр сарын 29-ний өдөр", "date 2018-09-29")]);
    reads("bn", &[("২০১৮ সালের ২৯ সেপ্টেম্বর", "date 2018-09-29")]);
    reads("lv", &[("2018. gada 29. septembrī", "date 2018-09-29")]);
    reads("zu", &[("29 kuSepthemba 2018", "date 2018-09-29")]);
}

#[test]
fn a_month_beside_what_is_counted_is_no_date() {
    reads("mk", &[("во мај 5 лица", "5"), ("5 мај", "other 5 мај")]);
    reads("af", &[("in Mei 20 mense", "20")]);
    reads("uz", &[("2018 kishi", "date 2018"), ("5 mayor", "5")]);
}

#[test]
fn a_word_for_scale_and_unit_is_a_unit() {
    reads("ga", &[("85 míle", "85 mi"), ("9 míle milliún", "9000000000")]);
    reads("kk", &[("200 м", "200 m"), ("5 млн", "5000000")]);
    reads("af", &[("497 m/h", "497 m"), ("85 m.p.u.", "85 m")]);
    reads("eu", &[("60 mila milioi", "60000000000"), ("5 milioi", "5000000")]);
    reads("ka", &[("300 მ", "300 m"), ("300 კმ", "300 km"), ("2 გ", "2 g")]);
}

#[test]
fn per_cent_stands_before_its_number() {
    reads("eu", &[("% 90", "90 %"), ("% 70-90", "between 70..90 %"), ("ehuneko 38k", "38 %")]);
    reads("eu", &[("ehuneko 30 eta 43 bitartean", "30 %; 43 %")]);
    reads("sq", &[("10 për qind", "10 %")]);
    reads("et", &[("72 ja 69 protsenti", "72 %; 69 %")]);
}
