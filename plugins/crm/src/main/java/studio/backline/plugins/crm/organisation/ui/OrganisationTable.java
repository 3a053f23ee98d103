package studio.backline.plugins.crm.organisation.ui;

import java.util.List;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.party.ui.PartyCells;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Avatars;
import studio.backline.screens.list.Cell;
import studio.backline.screens.list.KeysetList;
import studio.backline.screens.list.ListColumn;
import studio.backline.screens.list.ListColumn.Place;
import studio.backline.screens.list.ListSort;
import studio.backline.screens.list.RowKeys;

/** The columns of organisations. */
final class OrganisationTable {

    private static final String NAME = "name";

    private final CrmWords words;

    OrganisationTable(CrmWords words) {
        this.words = words;
    }

    KeysetList<OrganisationRow> over(OrganisationSource source) {
        return new KeysetList<>(
                words.get("crm.organisations.title"),
                columns(),
                List.of(new ListSort(NAME, words.get("crm.people.column.name"), false, true)),
                source,
                new RowKeys<>(
                        row -> row.id().toString(),
                        OrganisationRow::name,
                        row -> OrganisationNavigation.of(row.id())));
    }

    private List<ListColumn<OrganisationRow>> columns() {
        return List.of(
                ListColumn.sorting(
                        words.get("crm.people.column.name"), Place.NAME, NAME, this::name),
                ListColumn.of(
                        words.get("crm.people.column.roles"),
                        Place.WIDE_ONLY,
                        row -> new Cell.Chips(words.roles(row.roles()))),
                ListColumn.of(
                        words.get("crm.field.mail"), Place.WIDE_ONLY, row -> Cell.text(row.mail())),
                ListColumn.of(
                        words.get("crm.field.phone"),
                        Place.WIDE_ONLY,
                        row -> Cell.text(row.phone())),
                ListColumn.of(
                        words.get("crm.people.column.mail"),
                        Place.NARROW_ONLY,
                        row -> Cell.text(row.mail().isEmpty() ? row.phone() : row.mail())),
                ListColumn.of(
                        words.get("crm.people.column.tags"),
                        Place.WIDE_ONLY,
                        row -> new Cell.Chips(row.tags())),
                ListColumn.of(
                        words.get("crm.organisations.column.people"),
                        Place.BRIEF,
                        row -> Cell.hint(words.number(row.people()))),
                ListColumn.of(
                        words.get("crm.organisations.column.closed"),
                        Place.END,
                        row -> PartyCells.closed(words, row.closed())));
    }

    private Cell name(OrganisationRow row) {
        String name = row.name();
        return new Cell.Name(name, Avatars.initials(name), Avatars.hue(row.id().value()), true);
    }
}
