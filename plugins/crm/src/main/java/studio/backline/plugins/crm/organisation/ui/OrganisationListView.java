package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Avatars;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.keys.SearchField;
import studio.backline.screens.list.Cell;
import studio.backline.screens.list.KeysetList;
import studio.backline.screens.list.ListColumn;
import studio.backline.screens.list.ListColumn.Place;
import studio.backline.screens.list.ListSort;
import studio.backline.screens.list.RowKeys;

/** Venues, labels, papers: everybody who is not one person. */
final class OrganisationListView extends Div implements HasDynamicTitle {

    private static final String NAME = "name";

    private final CrmWords words;
    private final OrganisationSource source;
    private final KeysetList<Organisation> list;
    private final EmptyState empty;

    OrganisationListView(Texts texts, OrganisationService organisations, Permissions permissions) {
        this.words = new CrmWords(texts);
        this.source = new OrganisationSource(organisations);
        this.empty = new EmptyState(words.get("crm.organisations.empty"));
        this.list =
                new KeysetList<>(
                        words.get("crm.organisations.title"),
                        columns(),
                        List.of(
                                new ListSort(
                                        NAME, words.get("crm.people.column.name"), false, true)),
                        source,
                        new RowKeys<>(
                                row -> row.id().toString(),
                                row -> row.details().name(),
                                row -> OrganisationNavigation.of(row.id())));
        addClassNames("bl-screen", "bl-full");
        PageHeader header = new PageHeader(words.get("crm.organisations.title"));
        if (permissions.has(CrmPermissions.EDIT)) {
            Button add =
                    new Button(
                            words.get("crm.organisations.add"),
                            Icons.of("plus"),
                            click -> UI.getCurrent().navigate(OrganisationNavigation.ADD));
            add.addThemeVariants(ButtonVariant.PRIMARY);
            header.addActions(add);
        }
        list.setEmpty(empty);
        list.setChoosable(false);
        Div place = new Div(list);
        place.addClassName("bl-list-place");
        add(header, toolbar(), place);
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisations.title");
    }

    private Div toolbar() {
        SearchField search = new SearchField(words.get("crm.organisations.search"));
        search.addValueChangeListener(
                change -> {
                    source.search(change.getValue());
                    empty.say(
                            words.get(
                                    change.getValue().isBlank()
                                            ? "crm.organisations.empty"
                                            : "crm.organisations.empty.filtered"));
                    list.reload();
                });
        Div bar = new Div(search);
        bar.addClassName("bl-toolbar");
        return bar;
    }

    private List<ListColumn<Organisation>> columns() {
        return List.of(
                ListColumn.sorting(
                        words.get("crm.people.column.name"), Place.NAME, NAME, this::name),
                ListColumn.of(
                        words.get("crm.people.column.roles"),
                        Place.WIDE_ONLY,
                        row -> new Cell.Chips(words.roles(row.details().roles()))),
                ListColumn.of(
                        words.get("crm.people.column.city"),
                        Place.SECOND_LINE,
                        row -> Cell.text(row.details().city())),
                ListColumn.of(
                        words.get("crm.people.column.mail"),
                        Place.WIDE_ONLY,
                        row -> Cell.text(row.details().mail())),
                ListColumn.of(
                        words.get("crm.organisations.column.people"),
                        Place.END,
                        row -> Cell.hint(words.get("crm.organisations.people", row.people()))));
    }

    private Cell name(Organisation row) {
        String name = row.details().name();
        return new Cell.Name(name, Avatars.initials(name), Avatars.hue(row.id().value()), true);
    }
}
