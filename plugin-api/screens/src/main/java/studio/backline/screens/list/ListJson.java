package studio.backline.screens.list;

import com.vaadin.flow.internal.JacksonUtils;
import java.text.ChoiceFormat;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import studio.backline.screens.ScreenTexts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A list as the browser reads it. Every text goes over as a text and is written as one. */
final class ListJson<T> {

    private static final List<String> TEXTS =
            List.of(
                    "choose",
                    "choose-all",
                    "rail",
                    "letter",
                    "fault",
                    "again",
                    "nobody",
                    "chosen",
                    "none",
                    "loading");
    private static final List<String> COUNTED = List.of("shown", "shown-more");

    private final List<ListColumn<T>> columns;
    private final KeysetSource<T> source;
    private final RowKeys<T> keys;

    ListJson(List<ListColumn<T>> columns, KeysetSource<T> source, RowKeys<T> keys) {
        this.columns = columns;
        this.source = source;
        this.keys = keys;
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JacksonUtils.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    ObjectNode list(String caption, List<ListSort> sorts, ListSort sort, boolean choosable) {
        ObjectNode list = JacksonUtils.createObjectNode();
        list.put("caption", caption);
        list.put("sort", sort.id());
        list.put("descending", sort.descending());
        list.set("letters", array(sort.letters() ? source.letters() : List.of()));
        list.put("choosable", choosable);
        list.put("locale", ScreenTexts.locale().toLanguageTag());
        ArrayNode heads = list.putArray("columns");
        for (ListColumn<T> column : columns) {
            ObjectNode head = heads.addObject();
            head.put("caption", column.caption());
            head.put("place", column.place().name().toLowerCase(Locale.ROOT));
            column.sort()
                    .filter(id -> sorts.stream().anyMatch(offered -> offered.id().equals(id)))
                    .ifPresent(id -> head.put("sort", id));
        }
        ObjectNode texts = list.putObject("texts");
        for (String text : TEXTS) {
            texts.put(text, ScreenTexts.pattern("screens.list." + text));
        }
        ObjectNode counted = list.putObject("counted");
        COUNTED.forEach(text -> counted.set(text, forms("screens.list." + text)));
        return list;
    }

    /** The forms of a text that counts, each with the number from which on it is the right one. */
    private static ArrayNode forms(String key) {
        ArrayNode forms = JacksonUtils.createArrayNode();
        ChoiceFormat choice =
                (ChoiceFormat) new MessageFormat(ScreenTexts.pattern(key)).getFormats()[0];
        for (int i = 0; i < choice.getLimits().length; i++) {
            forms.addObject()
                    .put("from", choice.getLimits()[i])
                    .put("text", (String) choice.getFormats()[i]);
        }
        return forms;
    }

    String id(T row) {
        return keys.id().apply(row);
    }

    ObjectNode page(KeysetPage<T> page) {
        ObjectNode json = JacksonUtils.createObjectNode();
        json.put("more", page.more());
        ArrayNode rows = json.putArray("rows");
        page.rows().forEach(row -> rows.add(row(row)));
        return json;
    }

    private ObjectNode row(T row) {
        ObjectNode json = JacksonUtils.createObjectNode();
        json.put("id", id(row));
        json.put("name", keys.name().apply(row));
        json.put("href", keys.address().apply(row));
        json.put("anchor", source.anchor(row).value());
        source.letter(row).ifPresent(letter -> json.put("letter", letter));
        ArrayNode cells = json.putArray("cells");
        columns.forEach(column -> cells.add(cell(column.cell().apply(row))));
        return json;
    }

    private static ObjectNode cell(Cell cell) {
        ObjectNode json = JacksonUtils.createObjectNode();
        switch (cell) {
            case Cell.Text text -> {
                json.put("text", text.text());
                json.put("hint", text.emphasis() == Cell.Emphasis.HINT);
            }
            case Cell.Name name -> {
                json.put("name", name.name());
                json.put("initials", name.initials());
                json.put("hue", name.hue());
                json.put("square", name.square());
            }
            case Cell.Chips chips -> json.set("chips", array(chips.words()));
            case Cell.Mark mark -> {
                json.put("icon", mark.icon());
                json.put("mark", mark.text());
                json.put("brief", mark.brief());
                mark.tone().ifPresent(tone -> json.put("tone", tone.css()));
            }
        }
        return json;
    }
}
