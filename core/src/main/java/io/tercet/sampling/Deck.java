package io.tercet.sampling;

import java.util.random.RandomGenerator;

/**
 * Deals cards in shuffled order, reshuffling when none are left. A hand never contains a card
 * twice: cards dealt to it before a reshuffle are dealt last after it.
 */
final class Deck {
  private final int[] cards;
  private int next;

  Deck(int[] cards) {
    this.cards = cards.clone();
    this.next = cards.length;
  }

  /** Deals a hand of at most as many cards as there are. */
  void deal(int count, int[] hand, int from, RandomGenerator random) {
    int left = Math.min(count, cards.length - next);
    System.arraycopy(cards, next, hand, from, left);
    next += left;
    if (left == count) {
      return;
    }
    // The cards of this hand so far lie at the end: they stay there, all others are shuffled first.
    int others = cards.length - left;
    shuffle(0, others, random);
    next = 0;
    System.arraycopy(cards, 0, hand, from + left, count - left);
    next = count - left;
    shuffle(next, cards.length, random);
  }

  /** Fisher and Yates, within a range. */
  private void shuffle(int from, int to, RandomGenerator random) {
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      int card = cards[i];
      cards[i] = cards[j];
      cards[j] = card;
    }
  }
}
