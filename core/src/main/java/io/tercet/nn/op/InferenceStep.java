package io.tercet.nn.op;

/**
 * A layer of an inference, or several at once.
 *
 * @param from depth of its inputs: 0 for the examples, i for the output of layer i - 1
 * @param added depth of the inputs of a residual block that are added at its end, or -1
 * @param to depth of its outputs
 */
record InferenceStep(InferenceLayer layer, int from, int added, int to) {

  void run(int count, InferenceScratch scratch) {
    if (added >= 0) {
      scratch.at(added).copyRows(0, count, scratch.at(to));
    }
    layer.forward(scratch.at(from), count, scratch.at(to), scratch.buffers());
  }
}
