"""The law of the checker: what follows from what, as rules.

A rule is its name, what it shows, and after ``:-`` all that must hold; lines further in go on.  Capital letters are
variables.  ``not`` asks that something is not given; ``A != B`` that two differ; ``assuming`` that a duty is shown,
whose performance is then assumed.  Only what is given is ever asked for its absence, and nothing that is shown.

Letters: K number of an obligation, B bearer, E to whom it owes, Y duty; G agreement, R rule of it; N number of an act,
A attacker, T target; X kind of event, V its victim, F the foe, W the obligation that it presupposes or ``given``;
Q an expression of who is meant; P a place, a part or a performer; L a list; S a day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from foedus.obligations.checker.core import Atom, Rule

TEXT = """
# Who is surely meant by an expression, and who surely is not
in-parties       in(Q, B) :- parties(Q, G), party(G, B)
out-parties      out(Q, B) :- parties(Q, G), not maybe-party(G, B)
in-named         in(Q, B) :- named(Q, B)
out-named        out(Q, B) :- names(Q), not named(Q, B)
in-anyone        in(Q, B) :- anyone(Q)
in-states        in(Q, B) :- states(Q), state(B)
out-states       out(Q, B) :- states(Q), stateless(B)
in-all-but       in(Q, B) :- all-but(Q, P), out(P, B)
out-all-but      out(Q, B) :- all-but(Q, P), in(P, B)
in-any-of        in(Q, B) :- any-of(Q, L), some(L, B)
out-any-of       out(Q, B) :- any-of(Q, L), none(L, B)
in-all-of        in(Q, B) :- all-of(Q, L), every(L, B)
out-all-of       out(Q, B) :- all-of(Q, L), not-every(L, B)
some-first       some(L, B) :- list(L, P, M), in(P, B)
some-later       some(L, B) :- list(L, P, M), some(M, B)
none-left        none(L, B) :- end(L)
none-first       none(L, B) :- list(L, P, M), out(P, B), none(M, B)
every-left       every(L, B) :- end(L)
every-first      every(L, B) :- list(L, P, M), in(P, B), every(M, B)
missing-first    not-every(L, B) :- list(L, P, M), out(P, B)
missing-later    not-every(L, B) :- list(L, P, M), not-every(M, B)

# Whether an agreement binds: it operates, is checked so far, and the viewpoint accepts it
binds            binds(G) :- in-force(G, S), not suspended(G), checked(G), accepted(G)
binds-early      binds(G) :- provisional(G, S), not suspended(G), checked(G), accepted(G)
accepted-as-is   accepted(G) :- no-view(G)
accepted-ruled   accepted(G) :- de-facto(G), rests-on(G, L), ruled(L)
accepted-own     accepted(G) :- view(V), holds-valid(G, V)
accepted-party   accepted(G) :- view(V), not judges(G, V), signatory(G, V)
accepted-silent  accepted(G) :- view(V), not judges(G, V), not member(G, V), uncontested(G), silence-accepts(G)
accepted-states  accepted(G) :- view(V), not judges(G, V), not member(G, V), contested(G, L), states-all(L)
ruled-left       ruled(L) :- end(L)
ruled-first      ruled(L) :- list(L, P, M), rules-itself(P, S), ruled(M)
states-left      states-all(L) :- end(L)
states-first     states-all(L) :- list(L, P, M), statehood(P), states-all(M)
state-itself     statehood(P) :- is-view(P)
state-held       statehood(P) :- not is-view(P), holds-state(P)
state-recognised statehood(P) :- not is-view(P), not judged(P), recognised(P, S)
state-by-silence statehood(P) :- not is-view(P), not judged(P), not maybe-recognised(P), silence-admits(P)
tied             tied(G, B) :- joined(G, B, S)
tied-otherwise   tied(G, B) :- not party(G, B)

# Between whom a rule runs: suspensions between some, reservations and objections
runs             runs(R, B, P) :- plain(R, G), not parted(G, B, P), free(R, B, P), free(R, P, B)
runs-of-author   runs(R, B, P) :- modified(R, G, B), not parted(G, B, P), not objects(R, P)
runs-to-author   runs(R, B, P) :- modified(R, G, P), not parted(G, B, P), not objects(R, B)
free             free(R, B, P) :- not reserves(R, B)
free-objecting   free(R, B, P) :- reserves(R, B), stays-bound(R, B, P)

# Events: what is given, and what the performance of a duty adds
attacked         event(attack, T, A, N, given) :- act(N, A, T)
at-war           event(war, T, A, N, given) :- act(N, A, T), armed(N)
makes-war        event(war, A, T, N, given) :- act(N, A, T), armed(N)
helped           event(performance, E, F, N, K) :- ground(K, X, V, F, N, W), assuming owed(K, X, V, F, N, W),
                   duty(K, B, E, Y), helping(Y), helps(K), act(N, A, T)
fought           fought(K, B, F, N) :- ground(K, X, V, F, N, W), assuming owed(K, X, V, F, N, W), duty(K, B, E, Y),
                   fighting(Y), fights(K), act(N, A, T)
joins-war        event(war, B, F, N, K) :- fought(K, B, F, N)
war-is-joined    event(war, F, B, N, K) :- fought(K, B, F, N)
helper-is-struck event(attack, B, F, N, K) :- fought(K, B, F, N), helpers-struck(F, B)
foe-is-struck    event(attack, F, B, N, K) :- fought(K, B, F, N), foes-struck(B, F)

# Whether an event is one that sets a rule off
meets-attack     meets(R, attack, N, given) :- trigger(R, Z), done(N, Y), reaches(Y, Z)
meets-return     meets(R, attack, N, K) :- trigger(R, Z), reaches(attack, Z), number(K)
meets-war        meets(R, war, N, W) :- trigger(R, war)
meets-help       meets(R, performance, N, K) :- trigger(R, performance), anybody-performs(R), number(K)
meets-named-help meets(R, performance, N, K) :- trigger(R, performance), performers(R, Q), duty(K, P, E, Y),
                   in(Q, P), performing(R, Y)
many-given       many(R, V, N, given) :- adversaries(R, Z), beset(N, V, Z)
many-then        many(R, V, N, K) :- adversaries(R, 1), number(K)
calm             calm(R, N) :- whoever-began(R)
calm-unprovoked  calm(R, N) :- unprovoked(R), innocent(N)
unasked          asked(R, V) :- unasked-for(R)
asked            asked(R, V) :- requests(R, V)
way-of-war       way(R, war, N, W) :- any-way(R)
way-of-help      way(R, performance, N, W) :- any-way(R)
way-direct       way(R, attack, N, given) :- any-way(R), not passing(N)
way-ignored      way(R, attack, N, given) :- any-way(R), ignores-way(R, N)
way-returned     way(R, attack, N, K) :- any-way(R), number(K)
way-through      way(R, attack, N, W) :- through(R, Q), via(N, P), in(Q, P), passes-as-asked(R, N)
war-through      way(R, war, N, W) :- through(R, Q), via(N, P), in(Q, P)
help-through     way(R, performance, N, W) :- through(R, Q), via(N, P), in(Q, P)
placed-war       placed(R, war, V, N, W) :- trigger(R, war)
placed-help      placed(R, performance, V, N, W) :- trigger(R, performance)
placed-plainly   placed(R, attack, V, N, given) :- on-main-ground(N), at-home(R, N), within(R, V)
placed-at-home   placed(R, attack, V, N, given) :- place(N, P), own(P, V), at-home(R, N), within(R, P)
placed-abroad    placed(R, attack, V, N, given) :- place(N, P), foreign(P, V), abroad(R, N), within(R, P)
placed-either    placed(R, attack, V, N, given) :- place(N, P), at-home(R, N), abroad(R, N), whosever(P, V),
                   within(R, P)
placed-at-large  placed(R, attack, V, N, given) :- at-large(N), at-home(R, N), abroad(R, N), all-over(R)
placed-returned  placed(R, attack, V, N, K) :- number(K), covers(R, territory), within(R, V)
at-home          at-home(R, N) :- hits(N, Y), covers(R, Y)
abroad           abroad(R, N) :- hits-abroad(N, Y), names-abroad(R, Y)
whosever-own     whosever(P, V) :- own(P, V)
whosever-foreign whosever(P, V) :- foreign(P, V)
whosever-open    whosever(P, V) :- unsettled(P, V)
within           within(R, P) :- all-over(R)
within-region    within(R, P) :- in-region(R, P)
suits            suits(R, X, V, F, N, W) :- meets(R, X, N, W), protects(R, P), in(P, V), against(R, Q), in(Q, F),
                   many(R, V, N, W), calm(R, N), asked(R, V), on-terms(R), way(R, X, N, W), placed(R, X, V, N, W)

# To whom a duty is owed, and who owes none although the article names it
due-victim       due(R, X, B, V, F, W, V) :- to-victim(R), runs(R, B, V)
due-performer    due(R, performance, B, V, F, K, P) :- to-performer(R), duty(K, P, E, Y), runs(R, B, V)
due-no-performer due(R, X, B, V, F, W, V) :- to-performer(R), X != performance, runs(R, B, V)
due-listed       due(R, X, B, V, F, W, E) :- to-listed(R, Q), in(Q, E), E != F, runs(R, B, E)
apart-given      apart(N, B, F, given) :-
apart-then       apart(N, B, F, K) :- number(K), not opposed(N, B, F)
follows-given    follows(K, given) :- depth(K, 1)
follows-duty     follows(K, W) :- depth(W, D), next(D, C), depth(K, C)
owed             owed(K, X, V, F, N, W) :- duty(K, B, E, Y), cites(K, G, A, Y, Z, S, H), article(R, G, A, Y, Z, S),
                   binds(G), disputed(G, H), obliges(R, Q), in(Q, B), not left(G, B), B != V, B != F, B != E,
                   not assails(N, V, B), apart(N, B, F, W), event(X, V, F, N, W), follows(K, W),
                   suits(R, X, V, F, N, W), due(R, X, B, V, F, W, E), tied(G, B), tied(G, V), tied(G, E)

# Duties that stand at all times, promises, and what goes against them
promised-victim  promised(R, P) :- shields(R), protects(R, Q), in(Q, P)
promised         promised(R, P) :- benefits(R, Q), in(Q, P)
promise          promise(B, P, G, A, Y) :- words(R, G, A, Y), binds(G), obliges(R, Q), in(Q, B), not left(G, B),
                   B != P, runs(R, B, P), promised(R, P)
stands           stands(K) :- duty(K, B, E, Y), cites(K, G, A, Y, Z, S, H), article(R, G, A, Y, Z, S), standing(R),
                   binds(G), disputed(G, H), obliges(R, Q), in(Q, B), not left(G, B), B != E, runs(R, B, E),
                   promised(R, E), tied(G, B), tied(G, E)
declared         declared(K) :- duty(K, B, E, Y), says(K, C, B, Y, P, G, S), commits(C, B, Y, P, G, S)
breaks           breaks(K, G, A) :- duty(K, B, E, Y), foe(K, F), peaceful(Z), promise(B, F, G, A, Z)
breaks-neutral   breaks-neutrality(K, G, A) :- duty(K, B, E, Y), foe(K, F), promise(B, F, G, A, stay-neutral)
breaks-by-act    breaks-by-act(N, B, G, A) :- act(N, B, T), peaceful(Z), promise(B, T, G, A, Z)
bears            bears(K, B) :- duty(K, B, E, Y)
attacks          attacks(N, B) :- act(N, B, T)
host-breaks      host-breaks(N, B, G, A) :- act(N, P, T), peaceful(Z), promise(B, T, G, A, Z)
guest-breaks     guest-breaks(N, B, G, A) :- act(N, P, T), peaceful(Z), promise(P, B, G, A, Z)
sides-one        both-sides(K, J, B) :- duty(K, B, E, Y), duty(J, B, T, Z), fighting(Y), foe(J, E)
sides-two        both-sides(K, J, B) :- duty(K, B, E, Y), duty(J, B, T, Z), fighting(Z), foe(J, E)
sides-three      both-sides(K, J, B) :- duty(K, B, E, Y), duty(J, B, T, Z), fighting(Y), foe(K, T)
sides-four       both-sides(K, J, B) :- duty(K, B, E, Y), duty(J, B, T, Z), fighting(Z), foe(K, T)

# Which of two promises that clash goes before the other, by an article that says so
clash-of-duties  opposes(I, G, A, H, C, E) :- clashes(I, K, J), cites(K, G, A, Y, Z, S, L), cites(J, H, C, X, W, M, Q),
                   duty(J, B, E, X)
duty-first       opposes(I, G, A, H, C, F) :- clashes-with(I, K, H, C), cites(K, G, A, Y, Z, S, L), duty(K, B, E, Y),
                   foe(K, F), peaceful(X), promise(B, F, H, C, X)
promise-first    opposes(I, H, C, G, A, E) :- clashes-with(I, K, H, C), cites(K, G, A, Y, Z, S, L), duty(K, B, E, Y),
                   foe(K, F), peaceful(X), promise(B, F, H, C, X)
first-any        first(R, A) :- any-first(R)
first-named      first(R, A) :- first-named(R, A)
second-any       second(R, A) :- any-second(R)
second-named     second(R, A) :- second-named(R, A)
concerns-all     concerns(R, P) :- towards-all(R)
concerns-party   concerns(R, P) :- among(R, U), binds(U), party(U, P)
prevails         prevails(I, G, A, H, C, U, W, T, S) :- puts(R, G, H), precedence(R, U, W, T, S), first(R, A),
                   second(R, C), owed-or-foe(I, P), concerns(R, P), opposes(I, G, A, H, C, P)

# Passage and basing
passes           passes(N, through, P, B, A) :- act(N, A, T), via(N, P), own(P, B)
stationed        passes(N, stationed, P, B, T) :- act(N, A, T), forces-hit(N), place(N, P), own(P, B)
"""

_ATOM = re.compile(r"(?P<how>not |assuming )?(?P<name>[\w-]+)\((?P<terms>[^)]*)\)|(?P<one>\w+) != (?P<other>[\w-]+)")


def law(text: str = TEXT) -> Mapping[str, Rule]:
    """The rules by name.

    >>> law("likes  likes(A, B) :- knows(A, B), not fights(A, B)")["likes"].variables
    ('A', 'B')
    """
    joined = re.sub(r"\n +", " ", text)
    lines = [line.split(maxsplit=1) for line in joined.splitlines() if line and not line.startswith("#")]
    parts = [(name, *said.partition(":-")[::2]) for name, said in lines]
    heads = {_literals(head, ())[0][1][0] for _, head, _ in parts}
    made = {}
    for name, head, body in parts:
        top, literals = _literals(head, ())[0][1], _literals(body, heads)
        terms = (term for atom in (top, *(atom for _, atom in literals)) for term in atom[1:])
        variables = tuple(dict.fromkeys(term for term in terms if isinstance(term, str) and term.isupper()))
        made[name] = Rule(variables, top, literals)
    return made


def _literals(text: str, heads: frozenset[str] | set[str] | tuple[()]) -> tuple[tuple[str, Atom], ...]:
    found: list[tuple[str, Atom]] = []
    for match in _ATOM.finditer(text):
        if match["one"]:
            found.append(("differ", ("!=", match["one"], match["other"])))
        else:
            terms = (int(term) if term.isdecimal() else term for term in match["terms"].split(", "))
            kind = {"not ": "lacking", "assuming ": "assumed"}.get(match["how"] or "", "")
            found.append((kind or ("shown" if match["name"] in heads else "given"), (match["name"], *terms)))
    return tuple(found)


LAW = law()
"""Every rule."""
