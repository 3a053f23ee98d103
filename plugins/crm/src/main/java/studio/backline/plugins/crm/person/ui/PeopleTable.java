package studio.backline.plugins.crm.person.ui;

import java.util.List;
import java.util.Locale;
import studio.backline.plugins.crm.party.ui.PartyCells;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Avatars;
import studio.backline.screens.list.Cell;
import studio.backline.screens.list.KeysetList;
import studio.backline.screens.list.ListColumn;
import studio.backline.screens.list.ListColumn.Place;
import studio.backline.screens.list.ListSort;
import studio.backline.screens.list.RowKeys;

/** The columns of people, and the orders in which they are offered. */
final class PeopleTable {

    private final CrmWords words;

    PeopleTable(CrmWords words) {
        this.words = words;
    }

    KeysetList<PersonRow> over(PeopleSource source) {
        return new KeysetList<>(
                words.get("crm.people.title"),
                columns(),
                List.of(
                        sort(PeopleSort.NAME, false, true),
                        sort(PeopleSort.CREATED, true, false),
                        sort(PeopleSort.CHANGED, true, false)),
                source,
                new RowKeys<>(
                        row -> row.id().toString(),
                        PersonRow::display,
                        row -> PersonNavigation.of(row.id())));
    }

    private List<ListColumn<PersonRow>> columns() {
        return List.of(
                ListColumn.sorting(
                        words.get("crm.people.column.name"),
                        Place.NAME,
                        PeopleSort.NAME.name(),
                        this::name),
                ListColumn.of(
                        words.get("crm.people.column.roles"),
                        Place.WIDE_ONLY,
                        row -> new Cell.Chips(words.roles(row.roles()))),
                ListColumn.of(
                        words.get("crm.people.column.mail"),
                        Place.SECOND_LINE,
                        row -> Cell.text(row.mail().isEmpty() ? row.phone() : row.mail())),
                ListColumn.of(
                        words.get("crm.people.column.city"),
                        Place.WIDE_ONLY,
                        row -> Cell.text(row.city())),
                ListColumn.of(
                        words.get("crm.people.column.tags"),
                        Place.WIDE_ONLY,
                        row -> new Cell.Chips(row.tags())),
                ListColumn.sorting(
                        words.get("crm.people.column.added"),
                        Place.BRIEF,
                        PeopleSort.CREATED.name(),
                        row -> Cell.hint(words.shortDay(row.createdAt()))),
                ListColumn.of(
                        words.get("crm.people.column.closed"),
                        Place.END,
                        row -> PartyCells.closed(words, row.closed(), row.refused())));
    }

    private Cell name(PersonRow row) {
        boolean both = !row.stage().isEmpty() && !row.stage().equals(row.display());
        String shown =
                both ? words.get("crm.people.name", row.display(), row.stage()) : row.display();
        return new Cell.Name(
                shown, Avatars.initials(row.untitled()), Avatars.hue(row.id().value()), false);
    }

    private ListSort sort(PeopleSort sort, boolean descending, boolean letters) {
        return new ListSort(
                sort.name(),
                words.get("crm.people.sort." + sort.name().toLowerCase(Locale.ROOT)),
                descending,
                letters);
    }
}
