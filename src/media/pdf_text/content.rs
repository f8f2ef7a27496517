//! What a page shows: its operators followed as far as text goes (ISO 32000-2, 8.2 and 9.4).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::file::File;
use super::font::{Font, number};
use super::matrix::Matrix;
use super::page::{Page, Spot};
use super::syntax::{Lexer, Token, is_blank};

/// Forms within forms.
const MAX_FORMS: u32 = 12;
/// Operands of one operator that are kept.
const MAX_OPERANDS: usize = 64;
/// Saved states and marks that are open at once.
const MAX_OPEN: usize = 512;

/// Reads the pages of a file; fonts are read once.
pub(super) struct Reader<'f, 'a> {
    file: &'f File<'a>,
    fonts: RefCell<BTreeMap<u32, Option<Rc<Font>>>>,
}

/// The state of graphics, as far as text needs it.
#[derive(Clone)]
struct State {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// One content stream in the making.
struct Run<'r, 'f, 'a> {
    reader: &'r Reader<'f, 'a>,
    page: &'r mut Page,
    resources: &'r Dictionary,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    forms: u32,
}

impl<'f, 'a> Reader<'f, 'a> {
    /// A reader of a file.
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Reader { file, fonts: RefCell::default() }
    }

    /// Shows a content stream on a page.
    pub(super) fn show(&self, content: &[u8], resources: &Dictionary, page: &mut Page) {
        self.run(content, resources, Matrix::default(), 0, page);
    }

    /// Shows what stands upon a page: filled fields, remarks.
    pub(super) fn show_form(&self, form: &Object, page: &mut Page) {
        self.form(form, &Dictionary::new(), Matrix::default(), 0, page);
    }

    fn run(&self, content: &[u8], resources: &Dictionary, place: Matrix, forms: u32, page: &mut Page) {
        let state = State {
            place,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let (text, line) = (Matrix::default(), Matrix::default());
        let open = page.open_marks();
        Run { reader: self, page, resources, state, saved: Vec::new(), text, line, forms }.read(content);
        page.close_marks(open);
    }

    fn form(&self, form: &Object, resources: &Dictionary, place: Matrix, forms: u32, page: &mut Page) {
        let Object::Reference(id) = form else { return };
        if forms >= MAX_FORMS || !self.file.budget.step(16) {
            return;
        }
        let Some(found) = self.file.get(id.0) else { return };
        let Ok(dictionary) = found.object.as_dict() else { return };
        if self
            .file
            .value(dictionary, b"Subtype")
            .is_none_or(|kind| kind.as_name().ok() != Some(b"Form".as_slice()))
        {
            return;
        }
        let Some(content) = self.file.unpack(&found) else { return };
        let own = dictionary.get(b"Resources").ok().and_then(|own| self.file.dictionary(own));
        let matrix = match self.file.value(dictionary, b"Matrix") {
            Some(Object::Array(list)) => Matrix::read(&list),
            _ => Matrix::default(),
        };
        self.run(&content, own.as_ref().unwrap_or(resources), matrix.then(&place), forms + 1, page);
    }

    fn font(&self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.file.value(resources, b"Font")?;
        let font = fonts.as_dict().ok()?.get(name).ok()?;
        let read = || self.file.dictionary(font).and_then(|font| Font::read(self.file, &font)).map(Rc::new);
        let Object::Reference(id) = font else { return read() };
        if let Some(known) = self.fonts.borrow().get(&id.0) {
            return known.clone();
        }
        let made = read();
        self.fonts.borrow_mut().insert(id.0, made.clone());
        made
    }
}

impl Run<'_, '_, '_> {
    fn read(&mut self, content: &[u8]) {
        let mut lexer = Lexer::of_content(content, self.reader.file.budget);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(token) = lexer.token() {
            match token {
                Token::Object(object) => {
                    if operands.len() < MAX_OPERANDS {
                        operands.push(object);
                    }
                }
                Token::Word(b"BI") => {
                    operands.clear();
                    self.skip_picture(&mut lexer);
                }
                Token::Word(operator) => {
                    self.operate(operator, &operands);
                    operands.clear();
                }
            }
        }
    }

    /// Passes over a picture whose bytes stand among the operators.
    fn skip_picture(&self, lexer: &mut Lexer<'_>) {
        while let Some(token) = lexer.token() {
            if matches!(token, Token::Word(b"ID")) {
                break;
            }
        }
        let rest = lexer.rest();
        let is_end = |window: &[u8]| match window {
            [before, b'E', b'I', after] => is_blank(*before) && is_blank(*after),
            _ => false,
        };
        let length = rest.windows(4).position(is_end).map_or(rest.len(), |at| at + 3);
        self.reader.file.budget.bytes(length);
        lexer.at += length;
    }

    fn operate(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(number).unwrap_or(0.0);
        match operator {
            b"q" if self.saved.len() < MAX_OPEN => self.saved.push(self.state.clone()),
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.place = Matrix::read(operands).then(&self.state.place),
            b"Do" => self.form(operands),
            b"BT" => self.set_line(Matrix::default()),
            b"Tm" => self.set_line(Matrix::read(operands)),
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tf" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font = self.reader.font(self.resources, name);
                }
                self.state.size = number(1);
            }
            b"Tc" => self.state.letter_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tj" | b"TJ" => self.show(operands.first()),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            b"\"" => {
                (self.state.word_space, self.state.letter_space) = (number(0), number(1));
                self.move_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            b"BMC" => self.page.open_mark(None),
            b"BDC" => self.page.open_mark(self.replacement(operands)),
            b"EMC" => self.page.close_mark(),
            _ => {}
        }
    }

    fn set_line(&mut self, line: Matrix) {
        (self.text, self.line) = (line, line);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.set_line(Matrix::shift(x, y).then(&self.line));
    }

    fn form(&mut self, operands: &[Object]) {
        let Some(Object::Name(name)) = operands.first() else { return };
        let forms = self.reader.file.value(self.resources, b"XObject");
        if let Some(Object::Dictionary(forms)) = forms
            && let Ok(form) = forms.get(name)
        {
            self.reader.form(form, self.resources, self.state.place, self.forms, self.page);
        }
    }

    /// The words that a marked stretch says it stands for.
    fn replacement(&self, operands: &[Object]) -> Option<String> {
        let properties = match operands.get(1)? {
            Object::Name(name) => {
                let all = self.reader.file.value(self.resources, b"Properties")?;
                self.reader.file.dictionary(all.as_dict().ok()?.get(name).ok()?)?
            }
            Object::Dictionary(properties) => properties.clone(),
            _ => return None,
        };
        match self.reader.file.value(&properties, b"ActualText")? {
            text @ Object::String(..) => lopdf::decode_text_string(&text).ok(),
            _ => None,
        }
    }

    fn show(&mut self, shown: Option<&Object>) {
        match shown {
            Some(Object::String(text, _)) => self.show_text(text),
            Some(Object::Array(pieces)) => {
                for piece in pieces {
                    match piece {
                        Object::String(text, _) => self.show_text(text),
                        other => {
                            let back = number(other).unwrap_or(0.0) / 1000.0;
                            self.advance(-back * self.state.size * self.state.scale);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn show_text(&mut self, text: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        for glyph in font.glyphs(text) {
            if !self.reader.file.budget.step(1) {
                return;
            }
            let State { size, scale, rise, .. } = self.state;
            let whole = self.text.then(&self.state.place);
            let space = if glyph.is_blank { self.state.word_space } else { 0.0 };
            let width = (glyph.width * size + self.state.letter_space + space) * scale;
            self.page.show(glyph.letters.as_deref(), Spot::new(&whole, width, rise, size));
            self.advance(width);
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::shift(by, 0.0).then(&self.text);
    }
}
