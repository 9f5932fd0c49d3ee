namespace StageReady.Manifest;

/// <summary>Gives each key one place that it may take, so that as many places as possible are taken (augmenting paths, as in Kuhn's algorithm).</summary>
internal static class Matching
{
    /// <returns>The places that are taken.</returns>
    public static IReadOnlyCollection<int> Of<TKey, TPlace>(IReadOnlyList<TKey> keys, IReadOnlyList<TPlace> places, Func<TKey, TPlace, bool> mayTake)
    {
        var holder = new Dictionary<int, int>();
        for (var key = 0; key < keys.Count; key++)
            TryPlace(key, []);
        return holder.Keys;

        bool TryPlace(int key, HashSet<int> visited)
        {
            for (var place = 0; place < places.Count; place++)
            {
                if (!mayTake(keys[key], places[place]) || !visited.Add(place))
                    continue;
                if (!holder.TryGetValue(place, out var other) || TryPlace(other, visited))
                {
                    holder[place] = key;
                    return true;
                }
            }

            return false;
        }
    }
}
