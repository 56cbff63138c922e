package org.tavan.solver.microgrid;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.microgrid.GridWorld.Input;
import org.tavan.solver.state.MapEntries;
import org.tavan.solver.state.Refusal;

/// Microgrids on a test bench: no Kafka, a wall clock that is moved by hand, a solver and customers that answer when the test
/// lets them.
final class GridBench implements MicrogridDecisions {
    static final MicrogridState.Codecs CODECS = MicrogridState.Codecs
            .of(TavanSerdes.of(KafkaSettings.of("127.0.0.1:1", "mock://grid-bench")));
    static final RequestSettings SETTINGS = new RequestSettings(Duration.ofSeconds(60),
            Duration.ofSeconds(30), false);
    /// Of customers, rows valley, off-peak and peak.
    static final List<Double> ELASTICITIES = List.of(-0.2, 0.002, 0.004, 0.001, -0.15, 0.003, 0.004, 0.002,
            -0.25);

    final NavigableMap<String, byte[]> stored = new TreeMap<>();
    final List<MicrogridRequest> requests = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final Deque<Input> schedules = new ArrayDeque<>();
    final Deque<Input> signals = new ArrayDeque<>();
    final Deque<Input> responses = new ArrayDeque<>();
    final PrometheusRegistry registry = new PrometheusRegistry();
    private final MicrogridMetrics metrics = new MicrogridMetrics(registry);
    private final RequestSettings settings;
    MicrogridPlanning planning = new ToyPlanning();
    final List<MicrogridSchedule> planned = new ArrayList<>();
    boolean solves = true;
    boolean customersAnswer = true;
    /// Whether one member's meter fails in the sixth interval of every day.
    boolean gaps;
    long wallMillis;
    private Microgrids microgrids;

    GridBench() {
        this(SETTINGS);
    }

    GridBench(RequestSettings settings) {
        this.settings = settings;
        microgrids = restored();
    }

    private Microgrids restored() {
        return new Microgrids(new MapEntries(stored), CODECS, settings, this, metrics, () -> wallMillis);
    }

    /// Forgets everything but what is stored, as a process that is killed does.
    void restart() {
        microgrids = restored();
    }

    @Nullable
    Refusal accept(String key, SpecificRecord value) {
        Refusal refusal = microgrids.accept(key, value);
        if (refusal != null) {
            refusals.add(refusal);
        }
        return refusal;
    }

    void accept(Input input) {
        accept(input.key(), input.value());
    }

    Microgrids microgrids() {
        return microgrids;
    }

    void pass(Duration duration) {
        microgrids.wallClock();
        wallMillis += duration.toMillis();
        microgrids.wallClock();
    }

    /// Delivers what solver and customers have said until all is quiet.
    void settle() {
        while (!schedules.isEmpty() || !signals.isEmpty() || !responses.isEmpty()) {
            for (Deque<Input> queue : List.of(schedules, signals, responses)) {
                if (!queue.isEmpty()) {
                    accept(queue.poll());
                }
            }
        }
    }

    void run(Map<String, List<Input>> streams) {
        streams.values().forEach(stream -> stream.forEach(input -> {
            accept(input);
            settle();
        }));
    }

    /// Everything in a random order that keeps each stream's own.
    ///
    /// @param restartShare how often the process is killed
    void run(Map<String, List<Input>> streams, RandomGenerator random, double restartShare) {
        List<Input> first = new ArrayList<>(streams.getOrDefault("first", List.of()));
        while (!first.isEmpty()) {
            accept(first.remove(random.nextInt(first.size())));
        }
        List<Deque<Input>> queues = new ArrayList<>(List.of(schedules, signals, responses));
        streams.forEach((name, stream) -> {
            if (!name.equals("first")) {
                queues.add(new ArrayDeque<>(stream));
            }
        });
        while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            Deque<Input> queue = queues.get(random.nextInt(queues.size()));
            for (int burst = random.nextInt(60); burst >= 0 && !queue.isEmpty(); burst--) {
                accept(queue.poll());
            }
            if (random.nextDouble() < restartShare) {
                restart();
            }
        }
    }

    @Override
    public void request(MicrogridRequest request) {
        requests.add(request);
        if (solves) {
            MicrogridAnswer answer = planning.solve(request);
            planned.add(answer.schedule());
            schedules.add(new Input(request.getCommunityId(), answer.schedule()));
            answer.signal().ifPresent(this::tell);
        }
    }

    private void tell(DemandSignal signal) {
        signals.add(new Input(signal.getCommunityId(), signal));
        if (customersAnswer) {
            answers(signal).stream()
                    .filter(answer -> !(gaps && answer.key().endsWith("/b")
                            && ((DemandResponse) answer.value()).getInterval() == 5))
                    .forEach(responses::add);
        }
    }

    /// What all customers answer to a signal, interval by interval.
    static List<Input> answers(DemandSignal signal) {
        List<Input> answers = new ArrayList<>();
        for (int t = 0; t < signal.getPeriods().size(); t++) {
            for (String member : GridWorld.MEMBERS) {
                for (ProgrammeOffer offer : signal.getOffers()) {
                    double baselineKw = 1 + 0.1 * t;
                    answers.add(new Input(signal.getCommunityId() + '/' + member, response(signal, offer,
                            member, t, baselineKw, baselineKw * share(signal, offer, t))));
                }
            }
        }
        return answers;
    }

    private static double share(DemandSignal signal, ProgrammeOffer offer, int t) {
        if (offer.getKind() == ProgrammeKind.INTERRUPTIBLE) {
            return 0.9;
        }
        double change = 0;
        List<Integer> periods = signal.getPeriods();
        for (int k = 0; k < periods.size(); k++) {
            if (k == t || !periods.get(k).equals(periods.get(t))) {
                change += ELASTICITIES.get(3 * periods.get(t) + periods.get(k))
                        * (offer.getPriceCentsPerKwh().get(k) / signal.getFlatCentsPerKwh() - 1);
            }
        }
        return 1 + change;
    }

    static DemandResponse response(DemandSignal signal, ProgrammeOffer offer, String member, int interval,
            double baselineKw, double loadKw) {
        Instant start = signal.getStart().plusSeconds(60L * signal.getIntervalMinutes() * interval);
        return DemandResponse.newBuilder()
                .setCommunityId(signal.getCommunityId())
                .setProsumerId(member)
                .setPlanId(signal.getPlanId())
                .setProgrammeId(offer.getProgrammeId())
                .setKind(offer.getKind())
                .setIntervalStart(start)
                .setIntervalMinutes(signal.getIntervalMinutes())
                .setInterval(interval)
                .setBaselineKw(baselineKw)
                .setLoadKw(loadKw)
                .setKnowledgeTime(start.plusSeconds(60L * signal.getIntervalMinutes()))
                .build();
    }

    /// Value of a metric with that label value among its labels, summed.
    double metric(String name, String label) {
        return registry.scrape(found -> found.equals(name))
                .stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> point.getLabels()
                        .stream()
                        .anyMatch(found -> found.getValue().equals(label)))
                .mapToDouble(point -> switch (point) {
                    case io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot counter ->
                        counter.getValue();
                    case io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot gauge ->
                        gauge.getValue();
                    default -> Double.NaN;
                })
                .sum();
    }
}
