package dev.streamflow.engine.transaction;

import java.util.List;

/** Makes calls in this process. It is bounded, so a call needs a place first. */
public interface CallMaker {

  /**
   * Keeps places for calls. Each is used by {@link #make}, or given back by {@link #release}.
   *
   * @param most how many are wanted
   * @return how many are kept; fewer, or none, when many calls are under way or the other side is
   *     left alone
   */
  int reserve(int most);

  /** Begins calls that have a place, and does not wait for their answers. */
  void make(List<CallTable.Due> calls);

  /** Gives places back for which there is no call. */
  void release(int places);
}
