package studio.backline.bench.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;

/** Pages and searches among a million people of five, against their bare SQL. */
public final class ListBenchmark implements Benchmark {

    private static final int PEOPLE = Integer.getInteger("bench.crowd", 5_000_000);
    private static final int WORKSPACES = 5;
    private static final int PAGE = 50;
    private static final int ROUNDS = 101;

    /**
     * Of a question of half a millisecond: a hundred are over before the system has moved anything
     * from one processor to the other, and the median is that of one place.
     */
    private static final int SHORT_ROUNDS = 2_001;

    /**
     * So often each sort and one of the searches is asked before anything counts: as many questions
     * as a server has had after a morning, so that Java has compiled what answers them. With a
     * tenth of it our medians still fell from row to row, and those of the SQL did not.
     */
    private static final int WARM_UP = 1500;

    /**
     * So often, besides, the search that leaves the database the least to do: our medians of it
     * fell until it had been asked some nine thousand times. This is more than enough.
     */
    private static final int WARM_UP_SEARCH = 30_000;

    private static final String NOBODY = "qzx";

    private static final double MOST_MILLIS = 100;
    private static final double[] DEPTHS = {0.01, 0.5, 0.99};

    /**
     * Common, of a mail address, in the middle of words, with an accent, rare, nowhere; two words.
     */
    private static final List<String> SEARCHES =
            List.of("ann", "org", "szá", "Łuk", "řiq", "xix", NOBODY, "dvo ann", "4711");

    @Override
    public String id() {
        return "list";
    }

    @Override
    public String title() {
        return "Pages and searches of a workspace that holds a fifth of all people, against their SQL alone.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        CrowdedHouse crowd = CrowdedHouse.fill(PeopleHouse.open(workbench), PEOPLE, WORKSPACES);
        report.progress("%,d people are there".formatted(PEOPLE));
        try (BareList bare = BareList.ofPages(crowd);
                BareList found = BareList.ofSearches(crowd)) {
            warmUp(crowd, bare, found);
            List<Turns> all = new ArrayList<>();
            for (PeopleSort sort : PeopleSort.values()) {
                all.addAll(pages(crowd, bare, sort, report));
            }
            for (PeopleSort sort : PeopleSort.values()) {
                all.addAll(searches(crowd, found, sort, report));
            }
            Turns slowest = worst(all, Comparator.comparingDouble(Turns::ours));
            report.add(
                    Result.of(
                            "slowest of all, median (%s)".formatted(slowest.what()),
                            "ms",
                            slowest.ours(),
                            MOST_MILLIS,
                            Wanted.atMost(1)));
            report.note(
                    "Each sort was asked %,d times of both before anything counted, and one of the searches; the one that finds nobody %,d times."
                            .formatted(WARM_UP, WARM_UP_SEARCH));
            StringBuilder each = new StringBuilder("Medians; each in turns with its SQL:\n\n");
            all.forEach(turns -> each.append("- ").append(turns.line()).append('\n'));
            report.note(each.toString());
        }
    }

    private static void warmUp(CrowdedHouse crowd, BareList bare, BareList found) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            boolean backward = i % 2 == 0;
            for (PeopleSort sort : PeopleSort.values()) {
                ask(crowd, PartyFilter.ALL, sort, Optional.empty(), backward);
                bare.page(sort, Optional.empty(), backward, PAGE);
            }
            String words = SEARCHES.get(i % SEARCHES.size());
            PartyFilter filter = PartyFilter.search(words);
            PeopleSort order =
                    PeopleSort.values()[i / SEARCHES.size() % PeopleSort.values().length];
            ask(crowd, filter, order, Optional.empty(), false);
            found.search(words, order, PAGE);
        }
        for (int i = 0; i < WARM_UP_SEARCH; i++) {
            PeopleSort order = PeopleSort.values()[i % PeopleSort.values().length];
            ask(crowd, PartyFilter.search(NOBODY), order, Optional.empty(), false);
            found.search(NOBODY, order, PAGE);
        }
    }

    private static List<Turns> pages(
            CrowdedHouse crowd, BareList bare, PeopleSort sort, Report report) throws Exception {
        List<Turns> pages = new ArrayList<>();
        Turns first = page(crowd, bare, sort, "first", Optional.empty(), false);
        pages.add(first);
        for (double depth : DEPTHS) {
            PartyAnchor anchor = bare.at(sort, (long) (crowd.people() * depth));
            String place = "%.0f %%".formatted(depth * 100);
            pages.add(page(crowd, bare, sort, place, Optional.of(anchor), false));
            pages.add(page(crowd, bare, sort, place + " back", Optional.of(anchor), true));
        }
        Turns last = page(crowd, bare, sort, "last", Optional.empty(), true);
        pages.add(last);
        pages.forEach(turns -> report.progress(turns.line()));
        Turns worst = worst(pages, Comparator.comparingDouble(Turns::ratio));
        report.add(
                new Result(
                        worst.what() + ", the worst of its order",
                        "ms",
                        worst.ours(),
                        worst.bare(),
                        worst.ratio(),
                        Wanted.atMost(3)));
        report.add(
                Result.of(
                        "last page by %s, against the first".formatted(sort),
                        "ms",
                        last.ours(),
                        first.ours(),
                        Wanted.atMost(1.5)));
        return pages;
    }

    private static Turns page(
            CrowdedHouse crowd,
            BareList bare,
            PeopleSort sort,
            String place,
            Optional<PartyAnchor> anchor,
            boolean backward)
            throws Exception {
        return Turns.take(
                "page by %s, %s".formatted(sort, place),
                ROUNDS,
                () -> ask(crowd, PartyFilter.ALL, sort, anchor, backward),
                () -> bare.page(sort, anchor, backward, PAGE));
    }

    private static List<Turns> searches(
            CrowdedHouse crowd, BareList bare, PeopleSort sort, Report report) throws Exception {
        List<Turns> searches = new ArrayList<>();
        for (String words : SEARCHES) {
            PartyFilter filter = PartyFilter.search(words);
            Turns turns =
                    Turns.take(
                            "search '%s' by %s".formatted(words, sort),
                            words.equals(NOBODY) ? SHORT_ROUNDS : ROUNDS,
                            () -> ask(crowd, filter, sort, Optional.empty(), false),
                            () -> bare.search(words, sort, PAGE));
            report.progress(turns.line());
            searches.add(turns);
        }
        Turns worst = worst(searches, Comparator.comparingDouble(Turns::ratio));
        report.add(
                new Result(
                        worst.what() + ", the worst of its order",
                        "ms",
                        worst.ours(),
                        worst.bare(),
                        worst.ratio(),
                        Wanted.atMost(2)));
        return searches;
    }

    private static int ask(
            CrowdedHouse crowd,
            PartyFilter filter,
            PeopleSort sort,
            Optional<PartyAnchor> anchor,
            boolean backward) {
        PersonService people = crowd.house().bean(PersonService.class);
        PartyPage<PersonRow> page =
                crowd.house()
                        .call(
                                crowd.owner(),
                                () -> people.page(filter, sort, anchor, backward, PAGE));
        return page.rows().size() + (page.more() ? 1 : 0);
    }

    private static Turns worst(List<Turns> all, Comparator<Turns> by) {
        return all.stream().max(by).orElseThrow();
    }
}
