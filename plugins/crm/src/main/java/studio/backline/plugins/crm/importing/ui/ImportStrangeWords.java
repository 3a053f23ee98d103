package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.HouseWords;

/** What was not understood; whoever imports says of each word of a status what it means. */
final class ImportStrangeWords extends Div {

    private final CrmWords words;
    private final PartyTables kind;
    private final List<ImportColumn> columns;
    private final Map<Place, Meaning> before = new HashMap<>();
    private final Map<Place, Meaning> told = new HashMap<>();
    private final Button again = new Button();

    ImportStrangeWords(
            CrmWords words,
            PartyTables kind,
            List<ImportColumn> columns,
            StrangeWords strange,
            Consumer<Map<Place, Meaning>> answer) {
        this.words = words;
        this.kind = kind;
        this.columns = columns;
        addClassName("bl-stack-body");
        List<StrangeWords.Word> statuses = strange.of(Kind.STATUS);
        statuses.forEach(word -> before.put(word.place(), word.meaning()));
        told.putAll(before);
        if (!statuses.isEmpty()) {
            StrangeTable table = new StrangeTable(words, columns, "crm.import.strange");
            table.show(statuses, Optional.of(word -> choice(word, table.shown(word))));
            again.setText(words.get("crm.import.strange.again"));
            again.addClickListener(click -> answer.accept(Map.copyOf(told)));
            again.setVisible(false);
            table.add(again);
            add(table);
        }
        List<StrangeWords.Word> dates = strange.of(Kind.DATE);
        if (!dates.isEmpty()) {
            StrangeTable table = new StrangeTable(words, columns, "crm.import.strange.dates");
            table.show(dates, Optional.empty());
            add(table);
        }
        nothing(words, columns, strange).ifPresent(this::add);
    }

    /** Cells that are left empty, told of before and after: nothing of them is kept. */
    static Optional<StrangeTable> nothing(
            CrmWords words, List<ImportColumn> columns, StrangeWords strange) {
        List<StrangeWords.Word> nothing = strange.of(Kind.NOTHING);
        if (nothing.isEmpty()) {
            return Optional.empty();
        }
        long cells = nothing.stream().mapToLong(StrangeWords.Word::rows).sum();
        StrangeTable table = new StrangeTable(words, columns, "crm.import.strange.nothing", cells);
        table.show(nothing, Optional.empty());
        return Optional.of(table);
    }

    /** Of organisations no permission is kept that a word could give, and of calls none is. */
    private List<Meaning> meanings(StrangeWords.Word word) {
        int at = word.place().column();
        boolean mail = at >= columns.size() || !columns.get(at).field().refusesAnotherWay();
        return kind == PartyTables.PERSON && mail
                ? List.of(Meaning.values())
                : List.of(Meaning.REFUSE, Meaning.SILENT);
    }

    private Select<Meaning> choice(StrangeWords.Word word, String shown) {
        Select<Meaning> choice = HouseWords.in(new Select<>());
        choice.setAriaLabel(words.get("crm.import.strange.meaning-of", shown));
        choice.setItems(meanings(word));
        choice.setItemLabelGenerator(
                each ->
                        words.of(
                                each == Meaning.GRANT ? PartyTables.PERSON : kind,
                                "crm.import.strange." + each.name().toLowerCase(Locale.ROOT)));
        choice.setValue(word.meaning());
        choice.setWidthFull();
        choice.addValueChangeListener(
                change -> {
                    told.put(word.place(), change.getValue());
                    again.setVisible(!told.equals(before));
                });
        return choice;
    }
}
