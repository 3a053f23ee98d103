package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NavigationTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.party.ui.ChoosingButton;
import studio.backline.plugins.crm.party.ui.LeftList;
import studio.backline.plugins.crm.party.ui.PartyAnchors;
import studio.backline.plugins.crm.party.ui.PartyBulkBar;
import studio.backline.plugins.crm.party.ui.PartyFilterBar;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.TokenButton;
import studio.backline.screens.file.DownloadLink;
import studio.backline.screens.list.Anchor;
import studio.backline.screens.list.KeysetList;

/** Everybody, filtered by a sentence, found by any letters. */
final class PersonListView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long COUNTED = 1_000;

    private final CrmWords words;
    private final PersonService people;
    private final Permissions permissions;
    private final PeopleSource source;
    private final PageHeader header;
    private final KeysetList<PersonRow> list;
    private final EmptyState empty;
    private final PartyFilterBar filter;
    private final TokenButton<PeopleSort> sort;
    private final DownloadLink export;
    private final Button bring;
    private final PartyBulkBar bulk;
    private final LeftList left = new LeftList(PersonNavigation.LIST);

    PersonListView(
            Texts texts,
            PersonService people,
            TagService tags,
            ExportService exports,
            Permissions permissions) {
        this.words = new CrmWords(texts);
        this.people = people;
        this.permissions = permissions;
        this.source = new PeopleSource(people);
        this.header = new PageHeader(words.get("crm.people.title"));
        this.list = new PeopleTable(words).over(source);
        this.empty = new EmptyState("");
        this.sort =
                new TokenButton<>(
                        words.get("crm.people.filter.sort"),
                        List.of(PeopleSort.values()),
                        this::sortWords,
                        this::sortBy);
        sort.setChoice(PeopleSort.NAME);
        this.filter = new PartyFilterBar(words, "crm.people.", tags, this::filterBy, sort);
        addClassNames("bl-screen", "bl-full");
        this.export =
                new DownloadLink(
                        words.get("crm.people.export"),
                        words.get("crm.people.export.file"),
                        exports::writePeople);
        this.bring = importButton();
        addActions();
        list.setEmpty(empty);
        list.addSortListener(sorted -> showSort(PeopleSort.valueOf(sorted.id())));
        this.bulk = bulkBar(tags);
        add(header, filter, place());
    }

    private PartyBulkBar bulkBar(TagService tags) {
        return new PartyBulkBar(
                words, PartyTables.PERSON, new PersonActs(people), tags, list, this::changed);
    }

    private Div place() {
        Div place = new Div(list);
        place.addClassName("bl-list-place");
        list.setChoosable(permissions.has(CrmPermissions.EDIT));
        if (permissions.has(CrmPermissions.EDIT)) {
            filter.add(new ChoosingButton(words, list));
            place.add(bulk);
        }
        return place;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        Optional<UUID> row = left.back(enter);
        left.sort()
                .map(PeopleSort::valueOf)
                .ifPresent(
                        order -> {
                            showSort(order);
                            list.sortBy(order.name());
                        });
        filter.show(left.filter());
        row.map(SubjectId::new)
                .flatMap(people::find)
                .ifPresent(person -> list.startAt(placeOf(person), row(person, enter)));
    }

    private void showSort(PeopleSort order) {
        sort.setChoice(order);
        left.sortedBy(order.name());
    }

    private void sortBy(PeopleSort order) {
        list.sortBy(order.name());
        left.sortedBy(order.name());
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.people.title");
    }

    private String sortWords(PeopleSort value) {
        return words.get("crm.people.sort." + value.name().toLowerCase(Locale.ROOT));
    }

    private void addActions() {
        if (permissions.has(CrmPermissions.EXPORT)) {
            header.addActions(export);
        }
        if (permissions.has(CrmPermissions.IMPORT)) {
            header.addActions(bring);
        }
        if (permissions.has(CrmPermissions.EDIT)) {
            header.addActions(addButton());
        }
    }

    private Button importButton() {
        return new Button(
                words.get("crm.people.import"),
                Icons.of("upload"),
                click -> UI.getCurrent().navigate(PersonNavigation.IMPORT));
    }

    private Button addButton() {
        Button add =
                new Button(
                        words.get("crm.people.add"),
                        Icons.of("plus"),
                        click -> UI.getCurrent().navigate(PersonNavigation.ADD));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return add;
    }

    private void filterBy(PartyFilter filter) {
        source.filterBy(filter);
        left.shows(filter);
        list.reload();
        showCounts();
    }

    private void changed() {
        list.refresh();
        showCounts();
    }

    void showCounts() {
        PartyFilter shown = source.filter();
        long count = people.count(shown);
        bulk.offers(count);
        boolean all = shown.equals(PartyFilter.ALL);
        boolean cut = !shown.search().isBlank() && count >= COUNTED;
        header.setCount(cut ? words.get("crm.people.count.more", count) : words.number(count));
        if (all) {
            // Where nobody is there is nothing to look through, and the ways in stand below.
            export.setVisible(count > 0);
            bring.setVisible(count > 0);
            filter.setVisible(count > 0);
            empty.say(words.get(PeopleToday.nobody(permissions)), emptyWays());
        } else {
            empty.say(words.get("crm.people.empty.filtered"), clearButton());
        }
    }

    private Component[] emptyWays() {
        List<Component> ways = new ArrayList<>();
        if (permissions.has(CrmPermissions.IMPORT)) {
            Button bring = importButton();
            bring.setText(words.get("crm.people.empty.import"));
            ways.add(bring);
        }
        if (permissions.has(CrmPermissions.EDIT)) {
            ways.add(
                    new Button(
                            words.get("crm.people.add"),
                            click -> UI.getCurrent().navigate(PersonNavigation.ADD)));
        }
        return ways.toArray(Component[]::new);
    }

    private Button clearButton() {
        return new Button(words.get("crm.people.filter.clear"), click -> filter.clear());
    }

    /** Who comes back from a person, or deletes one, is at that row or at the next. */
    private static Optional<String> row(PersonProfile person, BeforeEnterEvent enter) {
        return enter.getTrigger() == NavigationTrigger.PAGE_LOAD
                ? Optional.empty()
                : Optional.of(person.id().toString());
    }

    private Anchor placeOf(PersonProfile person) {
        return PartyAnchors.write(sort.choice().place(person));
    }
}
