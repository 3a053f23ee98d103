package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NavigationTrigger;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.tag.TagId;
import studio.backline.screens.list.ListMemory;

/**
 * How a list of people or organisations was left in this window: whom it showed, in which order,
 * and who was opened from it. Back in the browser and the way above a title lead there again; every
 * other way begins the list anew.
 */
public final class LeftList {

    /** The query parameter that names the row that one comes back to. */
    public static final String AT = "at";

    private static final String SEARCH = "search";
    private static final String ROLE = "role";
    private static final String TAG = "tag";
    private static final String SORT = "sort";
    private static final String ROW = "row";

    private final String list;
    private final ListMemory memory;

    /**
     * @param list the list's address
     */
    public LeftList(String list) {
        this.list = list;
        this.memory = ListMemory.of(UI.getCurrent());
    }

    /** Notes whom the list shows. */
    public void shows(PartyFilter filter) {
        memory.keep(list, SEARCH, filter.search());
        memory.keep(list, ROLE, filter.role().map(PartyRole::code).orElse(""));
        memory.keep(list, TAG, filter.tag().map(tag -> tag.value().toString()).orElse(""));
    }

    /** Notes the order. */
    public void sortedBy(String sort) {
        memory.keep(list, SORT, sort);
    }

    /** Notes who is opened. */
    public void opens(UUID row) {
        memory.keep(list, ROW, row.toString());
    }

    /** Whom the list showed. */
    public PartyFilter filter() {
        Map<String, String> left = memory.recall(list);
        return new PartyFilter(
                left.getOrDefault(SEARCH, ""),
                PartyRole.ofCode(left.getOrDefault(ROLE, "")),
                id(left.get(TAG)).map(TagId::new));
    }

    /** The order; empty for the usual one. */
    public Optional<String> sort() {
        return Optional.ofNullable(memory.recall(list).get(SORT));
    }

    /**
     * The row that somebody comes back to, when this is a way back. Whoever comes otherwise begins
     * anew.
     */
    public Optional<UUID> back(BeforeEnterEvent enter) {
        Optional<UUID> named =
                enter.getLocation()
                        .getQueryParameters()
                        .getSingleParameter(AT)
                        .flatMap(LeftList::id);
        boolean history = enter.getTrigger() == NavigationTrigger.HISTORY;
        if (!history && named.isEmpty()) {
            memory.forget(list);
        }
        return history ? id(memory.recall(list).get(ROW)).or(() -> named) : named;
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return Optional.ofNullable(text).filter(id -> !id.isEmpty()).map(UUID::fromString);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
