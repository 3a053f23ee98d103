package studio.backline.screens.list;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.screens.ScreenTexts;
import studio.backline.screens.keys.HasKeys;
import studio.backline.screens.keys.KeyLine;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of any length. It asks its source for the rows next to those that are seen, at both ends,
 * and lets go of those far away; nobody counts the rows. At its edge one jumps by letter; rows are
 * chosen by check box, Shift and keys; on a phone each row has two lines.
 *
 * @param <T> a row: an immutable value that knows nothing of screens
 */
public final class KeysetList<T> extends Div implements HasKeys {

    /** How many rows are asked for at a time. */
    public static final int PAGE = 60;

    private final String caption;
    private final List<ListSort> sorts;
    private final KeysetSource<T> source;
    private final ListJson<T> json;
    private final ListTable.Answers answers;
    private final ListTable table;
    private final Div emptyPlace = new Div();
    private final Set<String> chosen = new LinkedHashSet<>();
    private final List<Consumer<Set<String>>> choiceListeners = new ArrayList<>();
    private final List<Consumer<ListSort>> sortListeners = new ArrayList<>();
    private ListSort sort;
    private boolean choosable = true;
    private Optional<Anchor> start = Optional.empty();
    private Optional<String> arrival = Optional.empty();

    /**
     * A list, sorted by the first of its sorts.
     *
     * @param caption what is listed, for a reader's software
     * @param columns in their order; the first is the name
     * @param sorts in which orders it may be shown; at least one
     * @param source where the rows come from
     * @param keys what the list must know of a row
     */
    public KeysetList(
            String caption,
            List<ListColumn<T>> columns,
            List<ListSort> sorts,
            KeysetSource<T> source,
            RowKeys<T> keys) {
        this.caption = caption;
        this.sorts = List.copyOf(sorts);
        this.source = source;
        this.sort = this.sorts.getFirst();
        this.json = new ListJson<>(List.copyOf(columns), source, keys);
        this.answers = new TableAnswers();
        this.table = new ListTable(answers);
        addClassName("bl-list");
        emptyPlace.addClassName("bl-list-empty");
        emptyPlace.setVisible(false);
        getElement().appendChild(table.getElement(), emptyPlace.getElement());
    }

    @Override
    public List<KeyLine> keys() {
        Stream<String> walking = Stream.of("J", "K", "Home", "End", "Enter");
        Stream<String> choosing =
                choosable ? Stream.of("X", "Shift X", "Ctrl A", "Esc") : Stream.of();
        return Stream.concat(walking, choosing)
                .map(
                        keys ->
                                new KeyLine(
                                        keys,
                                        ScreenTexts.get(
                                                "screens.list.key." + keys.replace(' ', '-'))))
                .toList();
    }

    /** What is shown when there is no row at all. */
    public void setEmpty(Component component) {
        emptyPlace.removeAll();
        emptyPlace.add(component);
    }

    /** Whether rows can be chosen; they can unless this says otherwise. */
    public void setChoosable(boolean choosable) {
        this.choosable = choosable;
    }

    /** Shows the check boxes on a phone too, where they take the place of the letters. */
    public void setChoosing(boolean choosing) {
        table.setChoosing(choosing);
    }

    /**
     * With which row the list begins when it is next shown from its beginning, as after a way back;
     * where that one is gone, with the next.
     *
     * @param own the row's own place in the order of the list
     * @param row the id of the row, to which the focus goes; empty to leave the focus where it is
     */
    public void startAt(Anchor own, Optional<String> row) {
        start = Optional.of(own);
        arrival = row;
    }

    /** The order in which the list is shown. */
    public ListSort sort() {
        return sort;
    }

    /** Shows the list in another order, from its beginning. An id not offered is left alone. */
    public void sortBy(String id) {
        sorts.stream()
                .filter(offered -> offered.id().equals(id))
                .findFirst()
                .ifPresent(
                        found -> {
                            sort = found;
                            start = Optional.empty();
                            reload();
                        });
    }

    /** Told when a person sorts by the head of a column. */
    public void addSortListener(Consumer<ListSort> listener) {
        sortListeners.add(listener);
    }

    /** Reads from the beginning: the filter has changed. What was chosen is let go. */
    public void reload() {
        chooseNone();
        if (isAttached()) {
            send();
        }
    }

    /** Reads the rows that are seen again: some of them have changed. */
    public void refresh() {
        table.refresh();
    }

    /** Goes to the row where one was, or to the one that comes after it. */
    public void focusRow() {
        table.focusRow("");
    }

    /** The ids of the chosen rows, in the order in which they were chosen. */
    public Set<String> chosen() {
        return Set.copyOf(chosen);
    }

    /** Lets all of them go. */
    public void chooseNone() {
        setChosen(Set.copyOf(chosen), false);
    }

    /** Chooses rows, or lets them go. */
    public void setChosen(Collection<String> ids, boolean on) {
        if (change(ids, on)) {
            table.setChosen(Set.copyOf(ids), on);
        }
    }

    /**
     * Chooses the rows that the source lets through, shown or not, in the order of the list and
     * from its beginning. What is chosen already stays so. They are read at once, hence the bound.
     *
     * @param most until so many are chosen in all
     */
    public void chooseAll(int most) {
        Set<String> ids = new LinkedHashSet<>(chosen);
        Optional<Anchor> place = Optional.empty();
        boolean more = true;
        while (more && ids.size() < most) {
            KeysetPage<T> page = source.fetch(place, Direction.AFTER, PAGE, sort.id());
            for (T row : page.rows()) {
                if (ids.size() < most) {
                    ids.add(json.id(row));
                }
            }
            more = page.more() && !page.rows().isEmpty();
            place = more ? Optional.of(source.anchor(page.rows().getLast())) : place;
        }
        setChosen(ids, true);
    }

    /** Told whenever other rows are chosen, with their ids. */
    public void addChoiceListener(Consumer<Set<String>> listener) {
        choiceListeners.add(listener);
    }

    /** What the browser is answered. */
    ListTable.Answers answers() {
        return answers;
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        send();
    }

    private void send() {
        ObjectNode list = json.list(caption, sorts, sort, choosable);
        Optional<Anchor> before = start.flatMap(this::before);
        KeysetPage<T> first = source.fetch(before, Direction.AFTER, PAGE, sort.id());
        if (first.rows().isEmpty() && before.isPresent()) {
            before = Optional.empty();
            first = source.fetch(before, Direction.AFTER, PAGE, sort.id());
        }
        list.set("page", json.page(first));
        list.put("before", before.isPresent());
        list.set("chosen", ListJson.array(chosen));
        showEmpty(first.rows().isEmpty());
        table.start(list);
        arrival.ifPresent(table::focusRow);
        start = Optional.empty();
        arrival = Optional.empty();
    }

    /** The place of the row before a place: whatever the order, a page after it begins with it. */
    private Optional<Anchor> before(Anchor own) {
        List<T> rows = source.fetch(Optional.of(own), Direction.BEFORE, 1, sort.id()).rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(source.anchor(rows.getLast()));
    }

    private void showEmpty(boolean empty) {
        emptyPlace.setVisible(empty);
        table.getElement().setAttribute("empty", empty);
    }

    private boolean change(Collection<String> ids, boolean on) {
        boolean changed = on ? chosen.addAll(ids) : chosen.removeAll(Set.copyOf(ids));
        if (changed) {
            Set<String> now = chosen();
            choiceListeners.forEach(listener -> listener.accept(now));
        }
        return changed;
    }

    private final class TableAnswers implements ListTable.Answers {

        @Override
        public ObjectNode fetch(@Nullable String anchor, Direction direction) {
            Optional<Anchor> place = Optional.ofNullable(anchor).map(Anchor::new);
            KeysetPage<T> page = source.fetch(place, direction, PAGE, sort.id());
            if (place.isEmpty()) {
                showEmpty(page.rows().isEmpty());
            }
            return json.page(page);
        }

        @Override
        public ObjectNode jump(String letter) {
            Optional<Anchor> place = source.jump(letter);
            KeysetPage<T> page = source.fetch(place, Direction.AFTER, PAGE, sort.id());
            if (page.rows().isEmpty()) {
                page = source.fetch(Optional.empty(), Direction.BEFORE, PAGE, sort.id());
                return json.page(page).put("end", true);
            }
            return json.page(page).put("before", place.isPresent());
        }

        @Override
        public void sort(String id) {
            sortBy(id);
            sortListeners.forEach(listener -> listener.accept(sort));
        }

        @Override
        public void choose(Set<String> ids, boolean on) {
            change(ids, on);
        }
    }
}
