package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.HouseWords;

/** How the file is read: what was found, and what a person knows better. */
final class ImportShapeChoice extends Div {

    private static final List<String> ENCODINGS =
            List.of(
                    "UTF-8",
                    "windows-1252",
                    "windows-1250",
                    "windows-1251",
                    "windows-1253",
                    "windows-1254",
                    "windows-1257",
                    "ISO-8859-2",
                    "KOI8-R",
                    "windows-31j",
                    "GB18030",
                    "x-windows-949",
                    "x-MacRoman",
                    "UTF-16LE",
                    "UTF-16BE");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private static final int CELLS = 8;
    private static final int CELL_LENGTH = 30;

    private final Select<String> encoding = HouseWords.in(new Select<>());
    private final Select<Character> separator = HouseWords.in(new Select<>());

    private final Checkbox names = new Checkbox();
    private final RadioButtonGroup<PartyTables> kind = new RadioButtonGroup<>();

    /** Has the file read otherwise. */
    interface Reading {

        /**
         * @param names whether the first row names the columns; empty to find out anew
         * @param kind what the file holds; empty to find out anew
         */
        void read(CsvShape shape, Optional<Boolean> names, Optional<PartyTables> kind);
    }

    ImportShapeChoice(CrmWords words, ImportDraft draft, Reading reading) {
        addClassNames("bl-form");
        encoding.setLabel(words.get("crm.import.shape.encoding"));
        encoding.setHelperText(words.get("crm.import.shape.hint"));
        encoding.setItems(
                Stream.concat(
                                Stream.of(draft.encoding()),
                                ENCODINGS.stream().filter(Charset::isSupported))
                        .distinct()
                        .toList());
        encoding.setItemLabelGenerator(each -> name(words, each));
        encoding.setValue(draft.encoding());
        separator.setLabel(words.get("crm.import.shape.separator"));
        separator.setItems(SEPARATORS);
        separator.setItemLabelGenerator(each -> words.get(key(each)));
        separator.setValue(draft.separator());
        names.setLabel(words.get("crm.import.shape.names"));
        names.setHelperText(words.get("crm.import.shape.names.row", start(draft.firstRow())));
        names.setValue(draft.hasHeader());
        kind.setLabel(words.get("crm.import.shape.kind"));
        kind.setItems(PartyTables.values());
        kind.setItemLabelGenerator(each -> words.of(each, "crm.import.shape.kind.people"));
        kind.setValue(draft.kind());
        encoding.addValueChangeListener(change -> read(reading));
        // Other cells make another row: what it says of the columns is an open question again.
        separator.addValueChangeListener(
                change -> reading.read(shape(), Optional.empty(), Optional.empty()));
        names.addValueChangeListener(change -> read(reading));
        kind.addValueChangeListener(change -> read(reading));
        Div pair = new Div(encoding, separator);
        pair.addClassName("bl-form-pair");
        add(kind, pair, names);
    }

    private void read(Reading reading) {
        reading.read(shape(), Optional.of(names.getValue()), Optional.of(kind.getValue()));
    }

    /** What an encoding is for, and its name. */
    static String name(CrmWords words, String encoding) {
        return ENCODINGS.contains(encoding)
                ? words.get("crm.import.encoding." + encoding.toLowerCase(Locale.ROOT))
                : encoding;
    }

    /** The text for a separator. */
    static String key(char separator) {
        return "crm.import.separator."
                + switch (separator) {
                    case ';' -> "semicolon";
                    case '\t' -> "tab";
                    case '|' -> "bar";
                    default -> "comma";
                };
    }

    private static String start(List<String> row) {
        String cells =
                row.stream()
                        .limit(CELLS)
                        .map(cell -> PlainText.start(cell, CELL_LENGTH))
                        .collect(Collectors.joining(" · "));
        return row.size() > CELLS ? cells + " · …" : cells;
    }

    private CsvShape shape() {
        return new CsvShape(Charset.forName(encoding.getValue()), separator.getValue());
    }
}
