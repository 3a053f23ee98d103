package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.ui.CrmWords;

/** How the file is read: what was found, and what a person knows better. */
final class ImportShapeChoice extends Div {

    private static final List<String> ENCODINGS =
            List.of(
                    "UTF-8",
                    "windows-1252",
                    "windows-1250",
                    "windows-1251",
                    "ISO-8859-2",
                    "UTF-16LE",
                    "UTF-16BE");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private final Select<String> encoding = new Select<>();
    private final Select<Character> separator = new Select<>();

    ImportShapeChoice(CrmWords words, ImportDraft draft, Consumer<CsvShape> reshape) {
        addClassNames("bl-form");
        encoding.setLabel(words.get("crm.import.shape.encoding"));
        encoding.setHelperText(words.get("crm.import.shape.hint"));
        encoding.setItems(
                Stream.concat(Stream.of(draft.encoding()), ENCODINGS.stream()).distinct().toList());
        encoding.setValue(draft.encoding());
        separator.setLabel(words.get("crm.import.shape.separator"));
        separator.setItems(SEPARATORS);
        separator.setItemLabelGenerator(each -> words.get(key(each)));
        separator.setValue(draft.separator());
        encoding.addValueChangeListener(change -> reshape.accept(shape()));
        separator.addValueChangeListener(change -> reshape.accept(shape()));
        add(encoding, separator);
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

    private CsvShape shape() {
        return new CsvShape(Charset.forName(encoding.getValue()), separator.getValue());
    }
}
