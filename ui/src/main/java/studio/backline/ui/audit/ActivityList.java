package studio.backline.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditEntry;
import studio.backline.platform.audit.AuditFilter;
import studio.backline.screens.EmptyState;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Who did what, a page at a time, the newest first. */
final class ActivityList extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient ActivityRoom room;
    private final AuditChain chain;
    private final RedrawnPart body = new RedrawnPart();
    private final transient List<AuditEntry> shown = new ArrayList<>();
    private transient AuditFilter filter = AuditFilter.none();

    ActivityList(HostTexts texts, ActivityRoom room, AuditChain chain) {
        this.texts = texts;
        this.room = room;
        this.chain = chain;
        add(body);
    }

    /** Shows what this filter lets through, from the newest on. */
    void show(AuditFilter wanted) {
        filter = wanted;
        shown.clear();
        more();
    }

    private void more() {
        OptionalLong before =
                shown.isEmpty() ? OptionalLong.empty() : OptionalLong.of(shown.getLast().number());
        List<AuditEntry> page = room.page(chain, filter, before);
        shown.addAll(page);
        if (shown.isEmpty()) {
            body.redraw(new EmptyState(texts.get("activity.none")));
            return;
        }
        Div foot = new Div();
        foot.addClassName("bl-actions");
        if (page.size() == ActivityRoom.PAGE) {
            foot.add(
                    RedrawnPart.place("more", new Button(texts.get("activity.more"), e -> more())));
        }
        body.redraw(rows(), foot);
    }

    private Rows rows() {
        ActivityWords words = ActivityWords.of(texts, room, shown);
        Rows rows =
                new Rows(
                        texts.get("activity.what"),
                        texts.get("activity.when"),
                        texts.get("activity.change"));
        Moments moments = Moments.here(texts);
        for (AuditEntry entry : shown) {
            Span when = new Span(moments.of(entry.at()));
            when.getElement().setAttribute("title", entry.at().toString());
            rows.addRow(what(words, entry), when, change(entry));
        }
        return rows;
    }

    private static Component what(ActivityWords words, AuditEntry entry) {
        Div what = new Div(new Div(words.sentence(entry)));
        for (String line : List.of(words.facts(entry), words.where(entry))) {
            if (!line.isEmpty()) {
                what.add(new Div(faint(line)));
            }
        }
        return what;
    }

    /** What stood there is opened for one entry, when somebody asks for it. */
    private Component change(AuditEntry entry) {
        if (!entry.told().map(AuditEntry.Told::changed).orElse(false)) {
            return new Span();
        }
        Div place = new Div();
        Button show = new Button(texts.get("activity.change.show"));
        show.addClickListener(
                click -> {
                    place.removeAll();
                    place.add(
                            room.change(chain, entry.number())
                                    .<Component>map(this::changes)
                                    .orElseGet(() -> new Span(texts.get("activity.change.gone"))));
                });
        place.add(show);
        return place;
    }

    private Component changes(AuditEntry.Change change) {
        TreeSet<String> fields = new TreeSet<>(change.before().keySet());
        fields.addAll(change.after().keySet());
        Div lines = new Div();
        for (String field : fields) {
            Paragraph line =
                    new Paragraph(
                            texts.get(
                                    "activity.change.line",
                                    field,
                                    value(change.before(), field),
                                    value(change.after(), field)));
            line.addClassName("bl-small");
            lines.add(line);
        }
        return lines;
    }

    private String value(Map<String, String> values, String field) {
        String value = values.getOrDefault(field, "");
        return value.isEmpty() ? texts.get("activity.change.nothing") : value;
    }

    private static Span faint(String text) {
        Span faint = new Span(text);
        faint.addClassNames("bl-faint", "bl-small");
        return faint;
    }
}
