package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NavigationTrigger;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.party.ui.ChoosingButton;
import studio.backline.plugins.crm.party.ui.LeftList;
import studio.backline.plugins.crm.party.ui.PartyAnchors;
import studio.backline.plugins.crm.party.ui.PartyBulkBar;
import studio.backline.plugins.crm.party.ui.PartyFilterBar;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.file.DownloadLink;
import studio.backline.screens.list.KeysetList;

/** Venues, labels, papers: everybody who is not one person. */
final class OrganisationListView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long COUNTED = 1_000;

    private final CrmWords words;
    private final OrganisationService organisations;
    private final OrganisationSource source;
    private final PageHeader header;
    private final KeysetList<OrganisationRow> list;
    private final EmptyState empty = new EmptyState("");
    private final PartyFilterBar filter;
    private final DownloadLink export;
    private final PartyBulkBar bulk;
    private final LeftList left = new LeftList(OrganisationNavigation.LIST);

    OrganisationListView(
            Texts texts,
            OrganisationService organisations,
            TagService tags,
            ExportService exports,
            Permissions permissions) {
        this.words = new CrmWords(texts);
        this.organisations = organisations;
        this.source = new OrganisationSource(organisations);
        this.header = new PageHeader(words.get("crm.organisations.title"));
        this.list = new OrganisationTable(words).over(source);
        this.filter = new PartyFilterBar(words, "crm.organisations.", tags, this::filterBy);
        this.export =
                new DownloadLink(
                        words.get("crm.organisations.export"),
                        words.get("crm.organisations.export.file"),
                        exports::writeOrganisations);
        addClassNames("bl-screen", "bl-full");
        addActions(permissions);
        list.setEmpty(empty);
        this.bulk =
                new PartyBulkBar(
                        words,
                        PartyTables.ORGANISATION,
                        new OrganisationActs(words, organisations),
                        tags,
                        list,
                        this::changed);
        list.setChoosable(permissions.has(CrmPermissions.EDIT));
        Div place = new Div(list);
        place.addClassName("bl-list-place");
        if (permissions.has(CrmPermissions.EDIT)) {
            filter.add(new ChoosingButton(words, list));
            place.add(bulk);
        }
        add(header, filter, place);
    }

    private void addActions(Permissions permissions) {
        if (permissions.has(CrmPermissions.EXPORT)) {
            header.addActions(export);
        }
        if (permissions.has(CrmPermissions.IMPORT)) {
            header.addActions(
                    new Button(
                            words.get("crm.people.empty.import"),
                            Icons.of("upload"),
                            click -> UI.getCurrent().navigate(OrganisationNavigation.IMPORT)));
        }
        if (permissions.has(CrmPermissions.EDIT)) {
            Button add =
                    new Button(
                            words.get("crm.organisations.add"),
                            Icons.of("plus"),
                            click -> UI.getCurrent().navigate(OrganisationNavigation.ADD));
            add.addThemeVariants(ButtonVariant.PRIMARY);
            header.addActions(add);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        Optional<UUID> row = left.back(enter);
        filter.show(left.filter());
        row.map(OrganisationId::new)
                .flatMap(organisations::find)
                .ifPresent(
                        there ->
                                list.startAt(
                                        PartyAnchors.write(OrganisationView.place(there)),
                                        row(there, enter)));
    }

    /** Who comes back from one, or deletes one, is at that row or at the next. */
    private static Optional<String> row(Organisation organisation, BeforeEnterEvent enter) {
        return enter.getTrigger() == NavigationTrigger.PAGE_LOAD
                ? Optional.empty()
                : Optional.of(organisation.id().value().toString());
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisations.title");
    }

    private void filterBy(PartyFilter chosen) {
        source.filterBy(chosen);
        left.shows(chosen);
        list.reload();
        showCounts();
    }

    private void changed() {
        list.refresh();
        showCounts();
    }

    void showCounts() {
        PartyFilter shown = source.filter();
        long count = organisations.count(shown);
        bulk.offers(count);
        boolean cut = !shown.search().isBlank() && count >= COUNTED;
        header.setCount(cut ? words.get("crm.people.count.more", count) : words.number(count));
        if (shown.equals(PartyFilter.ALL)) {
            export.setVisible(count > 0);
            empty.say(words.get("crm.organisations.empty"));
        } else {
            empty.say(
                    words.get("crm.organisations.empty.filtered"),
                    new Button(
                            words.get("crm.organisations.filter.clear"), click -> filter.clear()));
        }
    }
}
