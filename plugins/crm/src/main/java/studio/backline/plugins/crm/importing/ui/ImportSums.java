package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;

/** How the rows came out: in pencil while it is a rehearsal, in ink once it has happened. */
final class ImportSums extends UnorderedList {

    private final CrmWords words;
    private final PartyTables kind;
    private final boolean pencil;

    ImportSums(CrmWords words, ImportStatus status, long namesakes, boolean pencil) {
        ImportCounts counts = status.counts();
        this.words = words;
        this.kind = status.kind();
        this.pencil = pencil;
        addClassName("bl-sums");
        ListItem created = sum(counts.created(), "created");
        if (namesakes > 0) {
            Span without =
                    new Span(
                            Icons.of("warn"),
                            new Span(words.get("crm.import.count.namesakes", namesakes)));
            without.addClassName(Tone.WARN.css());
            created.add(without);
        }
        add(created);
        ListItem changed = sum(counts.changed(), "changed");
        if (pencil && counts.changed() > 0) {
            changed.addClassName("bl-fresh");
        }
        add(changed, sum(counts.unchanged(), "unchanged"), sum(counts.duplicate(), "duplicate"));
        ListItem faulty = sum(counts.faulty(), "faulty");
        if (counts.faulty() > 0) {
            sign(faulty, "warn", Tone.WARN);
        }
        ListItem optOuts = sum(counts.optOuts(), "opt-outs");
        optOuts.removeClassName("bl-pencil");
        sign(optOuts, "lock", Tone.FAINT);
        add(faulty, optOuts);
    }

    private ListItem sum(long count, String key) {
        Span number = new Span(words.number(count));
        number.addClassName("bl-sum");
        Span what = new Span(new Span(text(key, count)));
        ListItem item = new ListItem(number, what);
        if (pencil) {
            item.addClassName("bl-pencil");
        }
        return item;
    }

    private String text(String key, long count) {
        String text = "crm.import.count." + key;
        return key.equals("created") ? words.of(kind, text, count) : words.get(text, count);
    }

    private static void sign(ListItem item, String icon, Tone tone) {
        item.getChildren()
                .skip(1)
                .findFirst()
                .ifPresent(
                        words -> {
                            words.getElement().insertChild(0, Icons.of(icon).getElement());
                            words.addClassName(tone.css());
                        });
    }
}
