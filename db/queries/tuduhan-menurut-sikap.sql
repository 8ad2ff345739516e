-- Tuduhan dan bantahan menurut sikap
-- Apa yang dituduhkan, dibantah, diperingatkan, diselidiki, atau diputus, oleh siapa, dengan kutipannya. Menurut sumber dalam berita, bukan pernyataan situs ini.
-- :sikap Sikap [alleged|denied|warned|investigated|charged|convicted|acquitted]
select substr(a.published, 1, 10) as terbit, t.stance as sikap, t.category as perkara,
       t.source as sumber, t.accused, t.quote as tuduhan, t.id as tuduhan_id,
       t.amount_min as nilai_min, t.amount_max as nilai_maks,
       g.name as pemerintah, g.id as pemerintah_id,
       a.title as artikel, a.id as artikel_id, t.evidence as bukti_id
from allegations t
join articles a on a.id = t.article
left join governments g on g.id = t.government
where t.current = 1 and (:sikap = '' or t.stance = :sikap)
order by a.published desc, t.id
limit 300
